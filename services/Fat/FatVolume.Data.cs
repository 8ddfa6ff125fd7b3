// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <content>Contents of files.</content>
public readonly unsafe partial struct FatVolume<TDevice>
{
    private const byte WriteCheck = 0;
    private const byte WriteGap = 1;
    private const byte WriteData = 2;
    private const byte WriteEntry = 3;
    private const byte ShrinkStart = 4;
    private const byte ShrinkEnd = 5;

    private FatStatus Read(FatOperation* operation)
    {
        var node = NodeOf(operation->Handle);
        if (operation->Stage == 0)
        {
            if (node == null || operation->Offset >= node->Size || operation->Length == 0)
            {
                return node == null ? FatStatus.InvalidHandle : FatStatus.Done;
            }

            operation->Length = (uint)Math.Min(operation->Length, node->Size - operation->Offset);
            operation->Stage = 1;
        }

        if (node == null)
        {
            return FatStatus.InvalidHandle;
        }

        while (operation->Transferred < operation->Length && !operation->HasFailed)
        {
            var status = ReadPiece(operation, node);
            if (status != FatStatus.Done)
            {
                return status;
            }
        }

        return operation->Outstanding != 0 ? FatStatus.Pending : operation->HasFailed ? FatStatus.DeviceError : FatStatus.Done;
    }

    private FatStatus ReadPiece(FatOperation* operation, FatNode* node)
    {
        var position = operation->Offset + operation->Transferred;
        var left = operation->Length - operation->Transferred;
        var status = Locate(operation, node, (uint)(position / Volume->ClusterBytes), out var cluster);
        if (status != FatStatus.Done)
        {
            return status;
        }

        var within = (uint)(position % Volume->ClusterBytes);
        var sector = Volume->SectorOf(cluster) + (within / FatLayout.SectorBytes);
        var inSector = within % FatLayout.SectorBytes;
        if (inSector != 0 || left < FatLayout.SectorBytes || !IsAligned(operation->Data + operation->Transferred))
        {
            status = Load(sector, out var data);
            if (status == FatStatus.Done)
            {
                var bytes = Math.Min(FatLayout.SectorBytes - inSector, left);
                Words.Copy(operation->Data + operation->Transferred, data + inSector, bytes);
                operation->Transferred += bytes;
            }

            return status;
        }

        var most = Math.Min(left / FatLayout.SectorBytes, TDevice.MostBlocks(device));
        var count = Math.Min(Volume->ClusterSectors - (within / FatLayout.SectorBytes), most);
        while (count < most && Locate(operation, node, operation->WalkIndex + 1, out var next) == FatStatus.Done && next == cluster + 1)
        {
            cluster = next;
            count = Math.Min(count + Volume->ClusterSectors, most);
        }

        status = Settle(sector, count);
        return status == FatStatus.Done ? StartTransfer(operation, BlockCommand.Read, sector, count) : status;
    }

    private FatStatus StartTransfer(FatOperation* operation, BlockCommand command, uint sector, uint count)
    {
        var id = (ushort)(OperationIds + operation->Slot);
        if (!TDevice.TryStart(device, command, sector, count, operation->Data + operation->Transferred, id))
        {
            return FatStatus.Pending;
        }

        operation->Outstanding++;
        operation->Transferred += count * FatLayout.SectorBytes;
        state->IsUnflushed |= command == BlockCommand.Write;
        state->Statistics.Reads += command == BlockCommand.Read ? 1u : 0;
        state->Statistics.Writes += command == BlockCommand.Write ? 1u : 0;
        return FatStatus.Done;
    }

    /// <summary>Finds a cluster of a file by its number.</summary>
    private FatStatus Locate(FatOperation* operation, FatNode* node, uint index, out uint cluster)
    {
        cluster = 0;
        if (operation->WalkCluster == 0 || operation->WalkIndex > index)
        {
            var mark = (int)Math.Min(index >> node->MarkShift, FatNode.MarkCount - 1);
            while (mark > 0 && node->Marks[mark] == 0)
            {
                mark--;
            }

            operation->WalkIndex = mark == 0 ? 0 : (uint)mark << node->MarkShift;
            operation->WalkCluster = mark == 0 ? node->First : node->Marks[mark];
        }

        while (operation->WalkIndex < index)
        {
            var status = Next(operation->WalkCluster, out var next);
            if (status != FatStatus.Done || next == 0)
            {
                return status == FatStatus.Done ? FatStatus.Corrupt : status;
            }

            operation->WalkCluster = next;
            operation->WalkIndex++;
            node->Mark(operation->WalkIndex, next);
        }

        cluster = operation->WalkCluster;
        return Volume->IsCluster(cluster) ? FatStatus.Done : FatStatus.Corrupt;
    }

    /// <summary>Finds a cluster of a file by its number, at most the one after the last, which is then added.</summary>
    private FatStatus LocateOrAdd(FatOperation* operation, FatNode* node, uint index, out uint cluster)
    {
        cluster = 0;
        var status = FatStatus.Done;
        uint last = 0;
        if (index == 0)
        {
            cluster = node->First;
        }
        else
        {
            status = Locate(operation, node, index - 1, out last);
            status = status == FatStatus.Done ? Next(last, out cluster) : status;
        }

        if (status != FatStatus.Done || cluster != 0)
        {
            return status;
        }

        if (operation->NewCluster == 0)
        {
            status = Allocate(last, out operation->NewCluster);
        }

        if (status == FatStatus.Done && last != 0)
        {
            status = Link(last, operation->NewCluster, node->NewestCluster == last && node->NewestEpoch == state->Epoch);
        }

        if (status == FatStatus.Done)
        {
            cluster = operation->NewCluster;
            operation->NewCluster = 0;
            node->NewestCluster = cluster;
            node->NewestEpoch = state->Epoch;
            node->First = index == 0 ? cluster : node->First;
        }

        return status;
    }

    private FatStatus Write(FatOperation* operation)
    {
        var node = NodeOf(operation->Handle);
        if (node == null || !IsWritable(operation->Handle))
        {
            return FatStatus.InvalidHandle;
        }

        if (operation->Stage == WriteCheck)
        {
            if (operation->Length == 0 || operation->Offset + operation->Length > uint.MaxValue || operation->Offset > uint.MaxValue)
            {
                return operation->Length == 0 ? FatStatus.Done : FatStatus.InvalidArgument;
            }

            if (NeedsCommit())
            {
                return BeginCommit();
            }

            operation->Chain = node->Size;
            operation->Stage = operation->Offset > node->Size ? WriteGap : WriteData;
        }

        return Fill(operation, node, (uint)operation->Offset, operation->Length);
    }

    /// <summary>Writes zeros from the end of the file to an offset, then data; then says in the directory how long the file is.</summary>
    private FatStatus Fill(FatOperation* operation, FatNode* node, uint offset, uint length)
    {
        if (operation->Stage == WriteGap)
        {
            while (operation->Chain < offset && !operation->HasFailed)
            {
                var status = WritePiece(operation, node, operation->Chain, offset - operation->Chain, null, out var bytes);
                if (status != FatStatus.Done)
                {
                    return status;
                }

                operation->Chain += bytes;
            }

            operation->Stage = WriteData;
        }

        while (operation->Stage == WriteData && operation->Transferred < length && !operation->HasFailed)
        {
            var at = offset + operation->Transferred;
            var status = WritePiece(operation, node, at, length - operation->Transferred, operation->Data, out var bytes);
            if (status == FatStatus.NoSpace && operation->Transferred != 0)
            {
                break;
            }

            if (status != FatStatus.Done)
            {
                return status;
            }

            operation->Transferred += bytes;
        }

        operation->Stage = WriteEntry;
        if (operation->Outstanding != 0 || operation->HasFailed)
        {
            state->IsBroken |= operation->HasFailed;
            return operation->Outstanding != 0 ? FatStatus.Pending : FatStatus.DeviceError;
        }

        operation->Value = Math.Max(node->Size, offset + operation->Transferred);
        return UpdateEntry(node, node->First, (uint)operation->Value);
    }

    /// <summary>Writes some bytes in one piece: a part of a sector, or sectors in a row.</summary>
    private FatStatus WritePiece(FatOperation* operation, FatNode* node, uint position, uint left, byte* source, out uint bytes)
    {
        bytes = 0;
        var status = LocateOrAdd(operation, node, position / Volume->ClusterBytes, out var cluster);
        if (status != FatStatus.Done)
        {
            return status;
        }

        var within = position % Volume->ClusterBytes;
        var sector = Volume->SectorOf(cluster) + (within / FatLayout.SectorBytes);
        var inSector = within % FatLayout.SectorBytes;
        if (inSector != 0 || left < FatLayout.SectorBytes || (source != null && !IsAligned(source + operation->Transferred)))
        {
            bytes = Math.Min(FatLayout.SectorBytes - inSector, left);
            var isNew = inSector == 0 && (bytes == FatLayout.SectorBytes || position >= node->Size);
            status = WritePart(sector, inSector, isNew, source == null ? null : source + operation->Transferred, bytes);
            bytes = status == FatStatus.Done ? bytes : 0;
            return status;
        }

        var most = Math.Min(left / FatLayout.SectorBytes, source == null ? VolumeState.ZeroSectors : TDevice.MostBlocks(device));
        var count = Math.Min(Volume->ClusterSectors - (within / FatLayout.SectorBytes), most);
        var index = position / Volume->ClusterBytes;
        while (count < most && LocateOrAdd(operation, node, ++index, out var next) == FatStatus.Done && next == cluster + 1)
        {
            cluster = next;
            count = Math.Min(count + Volume->ClusterSectors, most);
        }

        status = Forget(sector, count);
        if (status == FatStatus.Done)
        {
            status = StartWriting(operation, source == null ? state->Zeros : source + operation->Transferred, sector, count);
            bytes = status == FatStatus.Done ? count * FatLayout.SectorBytes : 0;
        }

        return status;
    }

    /// <summary>Whether every device can take data from here; what is not aligned goes through the cache.</summary>
    private static bool IsAligned(byte* data) => ((nuint)data & 3) == 0;

    private FatStatus WritePart(uint sector, uint inSector, bool isNew, byte* source, uint bytes)
    {
        var status = isNew ? LoadZero(sector, out var data) : LoadForChange(sector, out data);
        if (status == FatStatus.Done)
        {
            if (source == null)
            {
                Words.Clear(data + inSector, (int)bytes);
            }
            else
            {
                Words.Copy(data + inSector, source, bytes);
            }

            NoteChange(sector, Change.Early);
        }

        return status;
    }

    private FatStatus StartWriting(FatOperation* operation, byte* source, uint sector, uint count)
    {
        var id = (ushort)(OperationIds + operation->Slot);
        if (!TDevice.TryStart(device, BlockCommand.Write, sector, count, source, id))
        {
            return FatStatus.Pending;
        }

        operation->Outstanding++;
        state->IsUnflushed = true;
        state->Statistics.Writes++;
        return FatStatus.Done;
    }
}
