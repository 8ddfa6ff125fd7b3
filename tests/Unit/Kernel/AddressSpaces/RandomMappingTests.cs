// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Capabilities;

namespace Caprock.Tests.Unit.Kernel.AddressSpaces;

/// <summary>Random mapping and unmapping, held against a model of what each address space should contain.</summary>
/// <remarks>After every step a walk of the tables and the simulated processor, with all it remembers, have to agree with the model
/// at addresses where tables of every level are shared and not shared.</remarks>
public sealed class RandomMappingTests
{
    private const int Steps = 600;

    private static readonly ulong[] Addresses =
    [
        0x0000_0000_0000, 0x0000_0000_1000, 0x0000_0020_0000, 0x0000_4000_0000, 0x0080_0000_0000,
        0x0080_0000_3000, 0x7f80_0000_0000, 0x7fff_ffff_e000, 0x7fff_ffff_d000,
    ];

    private readonly List<TestSpace> spaces = [];
    private readonly Dictionary<ulong, MappingModel> models = [];
    private readonly List<(ulong Slot, int Shift)> tables = [];
    private readonly List<(ulong Slot, int Shift)> frames = [];
    private readonly Dictionary<ulong, (TestSpace Space, ulong Address)> places = [];

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void Address_spaces_contain_what_was_mapped_and_nothing_else(int seed, bool hasPcid)
    {
        var random = new Random(seed);
        using var kernel = new HostKernel(64 << 20, hasPcid);
        MakeObjects(kernel);
        for (var step = 0; step < Steps; step++)
        {
            Step(kernel, random);
            Check(kernel);
        }
    }

    private void MakeObjects(HostKernel kernel)
    {
        for (var i = 0; i < 3; i++)
        {
            AddSpace(kernel);
        }

        for (var shift = 39; shift > 12; shift -= 9)
        {
            ulong first = kernel.Create(TestSpace.TypeAt(shift), 0, 10);
            tables.AddRange(Enumerable.Range(0, 10).Select(i => (first + (ulong)i, shift)));
        }

        AddFrames(kernel, kernel.Create(ObjectType.Page4K, 0, 5), 5, 12);
        AddFrames(kernel, kernel.Create(ObjectType.LargePage, 0, 3), 3, 21);
        AddFrames(kernel, kernel.CreateFrom(kernel.DeviceMemory, ObjectType.HugePage), 1, 30);
    }

    private void AddSpace(HostKernel kernel)
    {
        var space = new TestSpace(kernel);
        spaces.Add(space);
        models[space.Slot] = new MappingModel();
    }

    private void AddFrames(HostKernel kernel, ulong first, ulong count, int shift)
    {
        for (ulong i = 0; i < count; i++)
        {
            frames.Add((first + i, shift));
            frames.Add((kernel.Copy(first + i), shift));
            frames.Add((kernel.Copy(first + i, 2), shift));
        }
    }

    private void Step(HostKernel kernel, Random random)
    {
        switch (random.Next(20))
        {
            case < 7:
                MapTable(kernel, random);
                break;
            case < 14:
                MapFrame(kernel, random);
                break;
            case < 16:
                UnmapFrame(kernel, frames[random.Next(frames.Count)].Slot);
                break;
            case < 17:
                UnmapTable(kernel, random);
                break;
            case < 19:
                kernel.Load(spaces[random.Next(spaces.Count)].Slot);
                break;
            default:
                ReplaceSomeSpace(kernel, random);
                break;
        }
    }

    private void MapTable(HostKernel kernel, Random random)
    {
        (ulong table, int shift) = tables[random.Next(tables.Count)];
        TestSpace space = spaces[random.Next(spaces.Count)];
        ulong address = Addresses[random.Next(Addresses.Length)];
        Error expected = places.ContainsKey(table) ? Error.InvalidCapability : models[space.Slot].MapTable(table, shift, address);

        Assert.Equal(expected, space.TryMapTable(table, TestSpace.TypeAt(shift), address).Error);

        if (expected == Error.NoError)
        {
            places[table] = (space, address);
        }
    }

    private void MapFrame(HostKernel kernel, Random random)
    {
        (ulong slot, int shift) = frames[random.Next(frames.Count)];
        TestSpace space = spaces[random.Next(spaces.Count)];
        ulong address = Addresses[random.Next(Addresses.Length)] & ~((1UL << shift) - 1);
        ulong rights = (ulong)random.Next(4);
        Error expected = PredictFrame(space, slot, shift, address, rights);

        Assert.Equal(expected, space.Map(slot, address, rights).Error);

        if (expected == Error.NoError)
        {
            places[slot] = (space, address);
        }
    }

    private Error PredictFrame(TestSpace space, ulong slot, int shift, ulong address, ulong rights)
    {
        if (places.TryGetValue(slot, out (TestSpace Space, ulong Address) place))
        {
            if (place.Space.Asid != space.Asid)
            {
                return Error.InvalidCapability;
            }

            if (place.Address != address)
            {
                return Error.InvalidArgument;
            }
        }
        else if (address + (1UL << shift) > 0x7fff_ffff_f000)
        {
            return Error.InvalidArgument;
        }

        bool isReadOnly = frames.FindIndex(frame => frame.Slot == slot) % 3 == 2;
        return models[space.Slot].MapFrame(
            new ModelFrame(slot, space.Physical(slot), isReadOnly ? rights & ~1UL : rights), shift, address);
    }

    private void UnmapFrame(HostKernel kernel, ulong slot)
    {
        kernel.Invoke(slot, InvocationLabel.PageUnmap, []).Ok();
        Forget(slot);
    }

    private void UnmapTable(HostKernel kernel, Random random)
    {
        (ulong table, int shift) = tables[random.Next(tables.Count)];
        kernel.Invoke(table, TestSpace.MapLabel(TestSpace.TypeAt(shift)) + 1, []).Ok();
        Forget(table);
    }

    private void ReplaceSomeSpace(HostKernel kernel, Random random)
    {
        TestSpace space = spaces[random.Next(spaces.Count)];
        foreach ((ulong slot, (TestSpace Space, ulong Address) place) in places.ToArray())
        {
            if (place.Space.Slot == space.Slot && random.Next(2) == 0)
            {
                bool isFrame = frames.Exists(frame => frame.Slot == slot);
                int shift = isFrame ? 0 : tables.Find(table => table.Slot == slot).Shift;
                InvocationLabel label = isFrame ? InvocationLabel.PageUnmap : TestSpace.MapLabel(TestSpace.TypeAt(shift)) + 1;
                kernel.Invoke(slot, label, []).Ok();
                Forget(slot);
            }
        }

        kernel.Delete(space.Slot);
        spaces.Remove(space);
        models.Remove(space.Slot);
        RenewAllOf(kernel, space);
        AddSpace(kernel);
    }

    /// <summary>What still counts itself as mapped in a space that is gone is unmapped before its identifier is used again.</summary>
    private void RenewAllOf(HostKernel kernel, TestSpace gone)
    {
        foreach ((ulong slot, (TestSpace Space, ulong Address) place) in places.ToArray())
        {
            if (place.Space.Slot != gone.Slot)
            {
                continue;
            }

            int table = tables.FindIndex(candidate => candidate.Slot == slot);
            InvocationLabel label = table < 0
                ? InvocationLabel.PageUnmap
                : TestSpace.MapLabel(TestSpace.TypeAt(tables[table].Shift)) + 1;
            kernel.Invoke(slot, label, []).Ok();
            places.Remove(slot);
        }
    }

    private void Forget(ulong slot)
    {
        if (places.Remove(slot, out (TestSpace Space, ulong Address) place)
            && models.TryGetValue(place.Space.Slot, out MappingModel? model))
        {
            model.RemoveTable(slot);
            model.RemoveFrame(slot);
        }
    }

    private void Check(HostKernel kernel)
    {
        TestSpace? loaded = spaces.Find(space => space.RootAddress == (kernel.Computer.Mmu.Cr3 & ~0xffful));
        foreach (TestSpace space in spaces)
        {
            foreach (ulong address in Addresses)
            {
                HostTranslation? expected = Expect(models[space.Slot], address);
                Assert.Equal(expected, space.Walk(address));
                if (space == loaded)
                {
                    Assert.Equal(expected, kernel.Computer.Mmu.Translate(address));
                }
            }
        }
    }

    private static HostTranslation? Expect(MappingModel model, ulong address)
    {
        if (model.Find(address) is not var (frame, shift))
        {
            return null;
        }

        bool isReadable = (frame.Rights & 2) != 0;
        ulong offset = address & ((1UL << shift) - 1);
        return new HostTranslation(frame.PhysicalAddress + offset, shift, isReadable, isReadable && (frame.Rights & 1) != 0, 0);
    }
}
