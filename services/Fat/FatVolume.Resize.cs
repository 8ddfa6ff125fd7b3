// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <content>How long files are.</content>
public readonly unsafe partial struct FatVolume<TDevice>
{
    private FatStatus Resize(FatOperation* operation)
    {
        var node = NodeOf(operation->Handle);
        if (node == null || !IsWritable(operation->Handle))
        {
            return FatStatus.InvalidHandle;
        }

        if (operation->Stage == WriteCheck)
        {
            if (operation->Offset >= uint.MaxValue)
            {
                return FatStatus.InvalidArgument;
            }

            operation->Chain = node->Size;
            operation->Stage = operation->Offset > node->Size ? WriteGap : ShrinkStart;
            return operation->Stage == ShrinkStart || NeedsCommit() ? BeginCommit() : FatStatus.Continue;
        }

        return operation->Stage >= ShrinkStart ? Shrink(operation, node) : Fill(operation, node, (uint)operation->Offset, 0);
    }

    /// <summary>
    /// Makes a file shorter. Everything before is written first, and everything after, so that the chain is cut when the directory has the
    /// new size.
    /// </summary>
    private FatStatus Shrink(FatOperation* operation, FatNode* node)
    {
        var size = (uint)operation->Offset;
        operation->Value = size;
        if (operation->Stage == ShrinkEnd || size == node->Size)
        {
            return FatStatus.Done;
        }

        if (size == 0)
        {
            return Empty(node);
        }

        var status = Locate(operation, node, (size - 1) / Volume->ClusterBytes, out var last);
        uint rest = 0;
        status = status == FatStatus.Done ? Next(last, out rest) : status;
        status = status == FatStatus.Done ? UpdateEntry(node, node->First, size) : status;
        if (status != FatStatus.Done)
        {
            return status;
        }

        node->ForgetMarks();
        operation->Stage = ShrinkEnd;
        if (rest == 0)
        {
            return FatStatus.Done;
        }

        state->CutCluster = last;
        FreeLater(rest);
        return BeginCommit();
    }

    /// <summary>Makes a file empty.</summary>
    private FatStatus Empty(FatNode* node)
    {
        var chain = node->First;
        if (state->FreeCount == VolumeState.MostPending)
        {
            return BeginCommit();
        }

        var status = UpdateEntry(node, 0, 0);
        if (status == FatStatus.Done)
        {
            FreeLater(chain);
            node->First = 0;
            node->NewestCluster = 0;
            node->ForgetMarks();
        }

        return status;
    }

    private FatStatus UpdateEntry(FatNode* node, uint first, uint size)
    {
        var status = LoadForChange(node->EntrySector, out var data);
        if (status == FatStatus.Done)
        {
            var entry = data + (node->EntrySlot * FatLayout.EntryBytes);
            SetCluster(entry, first);
            Words.Set32(entry + FatLayout.Size, size);
            Words.Set32(entry + FatLayout.Written, state->TimeStamp);
            entry[FatLayout.Attributes] |= (byte)FatAttributes.Archive;
            NoteChange(node->EntrySector, Change.Late);
            node->Size = size;
            node->Modified = state->TimeStamp;
        }

        return status;
    }
}
