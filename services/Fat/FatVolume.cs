// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>A FAT16 or FAT32 volume, in memory that the caller provides.</summary>
/// <remarks>
/// <para>
/// Nothing waits in here. An operation is advanced as far as the sectors in memory allow. When one is missing it is asked for, and the
/// operation's present stage is begun anew when it is there; so a stage looks at everything first, and changes only then.
/// </para>
/// <para>
/// Operations that only read go on side by side; one that changes something has the volume for itself, in the order of arrival.
/// README.md says what is on the device at which time. The value is two addresses and may be copied.
/// </para>
/// </remarks>
/// <typeparam name="TDevice">What the volume lies on.</typeparam>
public readonly unsafe partial struct FatVolume<TDevice>
    where TDevice : unmanaged, IBlockDevice<TDevice>
{
    private const ushort OperationIds = 0x8000;
    private const ushort FlushId = 0xffff;

    private readonly VolumeState* state;
    private readonly TDevice* device;

    private FatVolume(VolumeState* state, TDevice* device)
    {
        this.state = state;
        this.device = device;
    }

    /// <summary>Whether this is a volume that was made.</summary>
    public bool IsValid => state != null;

    /// <summary>The counters.</summary>
    public ref readonly FatStatistics Statistics => ref state->Statistics;

    /// <summary>Operations that are reserved and not released.</summary>
    public int ActiveOperations => state->ActiveCount;

    /// <summary>Operations that can be reserved at once.</summary>
    public int MostOperations => state->OperationCount;

    private Geometry* Volume => &state->Geometry;

    /// <summary>Bytes of memory that a volume with these options needs.</summary>
    public static ulong RequiredBytes(ref FatOptions options)
    {
        fixed (FatOptions* pointer = &options)
        {
            // Ignored: without memory nothing is laid out.
            _ = VolumeState.Lay(null, pointer, out var bytes);
            return bytes;
        }
    }

    /// <summary>
    /// Makes a volume in memory that lies still as long as it is used, and of which the device reads and writes the beginning. The first
    /// operation has to be <see cref="FatCommand.Mount"/>.
    /// </summary>
    /// <returns>The volume; not valid when the options are not, or the memory is too small.</returns>
    public static FatVolume<TDevice> Create(byte* memory, ulong bytes, ref FatOptions options, TDevice* device)
    {
        if (!options.AreValid || RequiredBytes(ref options) > bytes)
        {
            return new FatVolume<TDevice>(null, null);
        }

        fixed (FatOptions* pointer = &options)
        {
            return new FatVolume<TDevice>(VolumeState.Lay(memory, pointer, out _), device);
        }
    }

    /// <summary>Sets the time with which changes are marked, as the format has it: date in the upper half, time in the lower.</summary>
    public void SetTime(uint dateAndTime) => state->TimeStamp = dateAndTime;

    /// <summary>Takes an operation to fill and start; null when all are taken.</summary>
    public FatOperation* Reserve()
    {
        for (var i = 0; state->ActiveCount < state->OperationCount && i < state->OperationCount; i++)
        {
            var operation = state->Operations + i;
            if (!operation->IsActive)
            {
                // What lies behind is set when it is used.
                Words.Clear(operation, (int)((byte*)&operation->Scan - (byte*)operation));
                operation->IsActive = true;
                state->ActiveCount++;
                operation->Slot = (ushort)i;
                return operation;
            }
        }

        return null;
    }

    /// <summary>Starts an operation. It goes on with <see cref="Run"/>.</summary>
    public void Start(FatOperation* operation)
    {
        operation->Status = FatStatus.Pending;
        state->Order[state->OrderCount] = operation->Slot;
        state->OrderCount++;
    }

    /// <summary>Gives an operation back that is finished.</summary>
    public void Release(FatOperation* operation)
    {
        state->ActiveCount--;
        state->FinishedCount -= operation->IsFinished ? 1 : 0;
        operation->IsActive = false;
        operation->IsFinished = false;
    }

    /// <summary>An operation that is finished and not released; null when there is none.</summary>
    public FatOperation* PeekFinished()
    {
        for (var i = 0; state->FinishedCount != 0 && i < state->OperationCount; i++)
        {
            if (state->Operations[i].IsFinished)
            {
                return state->Operations + i;
            }
        }

        return null;
    }

    /// <summary>Advances all operations as far as can be. Call it after starting some and after completed requests.</summary>
    public void Run()
    {
        RestartStalled();
        var kept = 0;
        for (var i = 0; i < state->OrderCount; i++)
        {
            var operation = state->Operations + state->Order[i];
            var mayRun = kept == 0 || (!Changes(operation) && !HasChangeBefore(kept));
            var status = mayRun ? Advance(operation) : FatStatus.Pending;
            if (status == FatStatus.Pending)
            {
                state->Order[kept] = operation->Slot;
                kept++;
                continue;
            }

            operation->Status = status;
            operation->IsFinished = true;
            state->FinishedCount++;
        }

        state->OrderCount = kept;
    }

    /// <summary>A request of the device has ended.</summary>
    public void Complete(ushort id, bool hasSucceeded)
    {
        if (id == FlushId)
        {
            state->IsBroken |= !hasSucceeded;
            state->FlushStage = FlushDone;
        }
        else if (id >= OperationIds)
        {
            var operation = state->Operations + (id - OperationIds);
            if (id - OperationIds < state->OperationCount && operation->Outstanding != 0)
            {
                operation->Outstanding--;
                operation->HasFailed |= !hasSucceeded;
            }
        }
        else if (id < state->EntryCount)
        {
            CompleteSector(id, hasSucceeded);
        }
    }

    private static bool Changes(FatOperation* operation) => operation->Command switch
    {
        FatCommand.Open => (operation->Modes & (OpenModes.Create | OpenModes.Truncate)) != 0,
        FatCommand.Close or FatCommand.Read or FatCommand.Stat or FatCommand.StatHandle or FatCommand.List => false,
        _ => true,
    };

    private bool HasChangeBefore(int count)
    {
        // Readers run only in front of the first operation that changes something, so looking at the first of those kept is enough.
        for (var i = 0; i < count; i++)
        {
            if (Changes(state->Operations + state->Order[i]))
            {
                return true;
            }
        }

        return false;
    }

    private FatStatus Advance(FatOperation* operation)
    {
        // Each turn goes to a later stage, or follows a commit; the number of stages bounds them.
        while (true)
        {
            if (Changes(operation))
            {
                if (state->IsBroken)
                {
                    return operation->Outstanding == 0 ? FatStatus.DeviceError : FatStatus.Pending;
                }

                var commit = Commit();
                if (commit != FatStatus.Done)
                {
                    return commit;
                }
            }

            var status = Step(operation);
            if (status == FatStatus.Corrupt)
            {
                state->Statistics.Contradictions++;
            }

            if (status != FatStatus.Continue)
            {
                // What the device still does with the caller's memory must end first.
                return EndOf(operation, status);
            }
        }
    }

    /// <summary>An operation ends when the device has left its memory alone, and as it was to end then.</summary>
    private static FatStatus EndOf(FatOperation* operation, FatStatus status)
    {
        if (status == FatStatus.Pending || operation->Outstanding == 0)
        {
            return status;
        }

        operation->Stage = EndingStage;
        operation->Result = (uint)status;
        return FatStatus.Pending;
    }

    private FatStatus Step(FatOperation* operation)
    {
        if (operation->Stage == EndingStage)
        {
            return operation->Outstanding == 0 ? (FatStatus)operation->Result : FatStatus.Pending;
        }

        if (!state->IsMounted && operation->Command != FatCommand.Mount)
        {
            return FatStatus.Unsupported;
        }

        return operation->Command switch
        {
            FatCommand.Mount => Mount(operation),
            FatCommand.Open => Open(operation),
            FatCommand.Close => Close(operation),
            FatCommand.Read => Read(operation),
            FatCommand.Write => Write(operation),
            FatCommand.Resize => Resize(operation),
            FatCommand.Flush => Flush(operation),
            FatCommand.Stat => Stat(operation),
            FatCommand.StatHandle => StatHandle(operation),
            FatCommand.List => List(operation),
            FatCommand.MakeDirectory => MakeDirectory(operation),
            FatCommand.Remove or FatCommand.RemoveDirectory => Remove(operation),
            FatCommand.Rename => Rename(operation),
            FatCommand.Reclaim => Reclaim(operation),
            _ => FatStatus.InvalidArgument,
        };
    }
}
