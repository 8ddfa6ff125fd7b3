// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Loading;

/// <summary>Maps 4 KiB pages into an address space and adds the paging structures that are missing.</summary>
public ref struct AddressSpace(Pml4 root, ref ObjectPool pool)
{
    private readonly Pml4 root = root;
    private readonly ref ObjectPool pool = ref pool;

    /// <summary>Maps a frame.</summary>
    public readonly void Map(Page page, ulong address, CapRights rights)
    {
        var error = page.Map(root, address, rights, VmAttributes.Default);
        if (error == Error.FailedLookup)
        {
            AddPageTable(address);
            error = page.Map(root, address, rights, VmAttributes.Default);
        }

        Require.Success(error);
    }

    private readonly void AddPageTable(ulong address)
    {
        var table = new PageTable(pool.Create(ObjectType.PageTable));
        var error = table.Map(root, address, VmAttributes.Default);
        if (error == Error.FailedLookup)
        {
            AddPageDirectory(address);
            error = table.Map(root, address, VmAttributes.Default);
        }

        Require.Success(error);
    }

    private readonly void AddPageDirectory(ulong address)
    {
        var directory = new PageDirectory(pool.Create(ObjectType.PageDirectory));
        var error = directory.Map(root, address, VmAttributes.Default);
        if (error == Error.FailedLookup)
        {
            var pointerTable = new PageDirectoryPointerTable(pool.Create(ObjectType.PageDirectoryPointerTable));
            Require.Success(pointerTable.Map(root, address, VmAttributes.Default));
            error = directory.Map(root, address, VmAttributes.Default);
        }

        Require.Success(error);
    }
}
