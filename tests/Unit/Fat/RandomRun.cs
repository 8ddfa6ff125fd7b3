// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Fat;

/// <summary>Random operations on a volume and on a model of it, whose results must be the same.</summary>
internal sealed class RandomRun(Volume volume, int seed, int mostBytes)
{
    private static readonly string[] s_names = ["a", "B.TXT", "Some long name.text", "some longer name.text", "naïve.md", "d", "e.dir",
        "a name that takes very many directory entries because it is so much longer than others usually are.data", "日本語", "x~1"];

    private readonly Random random = new(seed);

    public Model Model { get; init; } = new();

    /// <summary>How the volume should have been at each flush, and how many of the disk's writes came before its end.</summary>
    public List<(int Writes, Model Model, HashSet<string> Touched)> Flushed { get; } = [];

    /// <summary>Paths that were changed since the last flush.</summary>
    public HashSet<string> Touched { get; private set; } = new(StringComparer.OrdinalIgnoreCase);

    public void Run(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Step();
        }
    }

    /// <summary>Compares everything.</summary>
    public static void AssertSame(Model model, Volume volume)
    {
        foreach (var directory in model.Directories)
        {
            var expected = model.Files.Keys.Concat(model.Directories.Select(name => name + "/"))
                .Where(path => path != "/" && Model.Parent(path.TrimEnd('/')).Equals(directory, StringComparison.OrdinalIgnoreCase))
                .Select(path => path[(directory.Length == 0 ? 0 : directory.Length + 1)..].ToUpperInvariant());
            var (status, entries) = volume.List(directory);
            Assert.Equal(FatStatus.Done, status);
            var names = entries.Select(entry => entry.Name.ToUpperInvariant());
            Assert.Equal(expected.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        }

        foreach (var (path, data) in model.Files)
        {
            Assert.True(data.AsSpan().SequenceEqual(volume.ReadFile(path)), path);
        }
    }

    private void Step()
    {
        switch (random.Next(12))
        {
            case 0 or 1 or 2 or 3:
                Write();
                break;
            case 4:
                Resize();
                break;
            case 5 or 6:
                Remove();
                break;
            case 7:
                MakeDirectory();
                break;
            case 8:
                RemoveDirectory();
                break;
            case 9 or 10:
                Rename();
                break;
            default:
                Flush();
                break;
        }
    }

    private void Flush()
    {
        Assert.Equal(FatStatus.Done, volume.Flush());
        Touched = new(StringComparer.OrdinalIgnoreCase);
        Flushed.Add((volume.Disk.Log?.Count ?? 0, Model.Copy(), Touched));
    }

    private void Write()
    {
        var path = Path();
        var modes = OpenModes.Write | (random.Next(3) != 0 ? OpenModes.Create : 0) | (random.Next(5) == 0 ? OpenModes.Truncate : 0);
        var isThere = Model.Files.TryGetValue(path, out var data);
        var expected = Model.Directories.Contains(path) ? FatStatus.IsDirectory
            : isThere ? FatStatus.Done
            : Missing(path) is var missing && missing != FatStatus.Done ? missing
            : (modes & OpenModes.Create) == 0 ? FatStatus.NotFound : FatStatus.Done;
        Assert.Equal(expected, volume.TryOpen(path, modes, out var handle));
        if (expected != FatStatus.Done)
        {
            return;
        }

        Touched.Add(path);
        data = (modes & OpenModes.Truncate) != 0 || data is null ? [] : data;
        var offset = random.Next(data.Length + (random.Next(4) == 0 ? mostBytes / 4 : 1));
        var bytes = VolumeTests.Bytes(random.Next(10) == 0 ? random.Next(mostBytes) : random.Next(3000), random.Next());
        var (status, written) = volume.Write(handle, (ulong)offset, bytes);
        Assert.Equal((FatStatus.Done, bytes.Length), (status, written));
        if (written != 0)
        {
            Array.Resize(ref data, Math.Max(data.Length, offset + written));
            data = (byte[])data.Clone();
            bytes.CopyTo(data, offset);
        }

        Model.Files[path] = data;
        Assert.Equal(FatStatus.Done, volume.Close(handle));
    }

    private void Resize()
    {
        if (AnyFile() is not { } path)
        {
            return;
        }

        Touched.Add(path);
        var data = Model.Files[path];
        var size = random.Next(3) switch { 0 => 0, 1 => random.Next(data.Length + 1), _ => data.Length + random.Next(4000) };
        var handle = volume.Open(path, OpenModes.Write);
        Assert.Equal(FatStatus.Done, volume.Resize(handle, (ulong)size));
        Assert.Equal(FatStatus.Done, volume.Close(handle));
        Array.Resize(ref data, size);
        Model.Files[path] = data;
    }

    private void Remove()
    {
        var path = random.Next(3) == 0 ? Path() : AnyFile() ?? Path();
        var expected = Model.Directories.Contains(path) ? FatStatus.IsDirectory
            : Model.Files.ContainsKey(path) ? FatStatus.Done
            : Missing(path) is var missing && missing != FatStatus.Done ? missing : FatStatus.NotFound;
        Assert.Equal(expected, volume.Remove(path));
        Model.Files.Remove(path);
        Touched.Add(path);
    }

    private void MakeDirectory()
    {
        var path = Path();
        var expected = Model.Has(path) ? FatStatus.Exists : Missing(path);
        Assert.Equal(expected, volume.MakeDirectory(path));
        if (expected == FatStatus.Done)
        {
            Model.Directories.Add(path);
            Touched.Add(path);
        }
    }

    private void RemoveDirectory()
    {
        var path = Model.Directories.ElementAt(random.Next(Model.Directories.Count));
        var expected = path.Length == 0 ? FatStatus.InvalidArgument : Model.IsEmpty(path) ? FatStatus.Done : FatStatus.NotEmpty;
        Assert.Equal(expected, volume.RemoveDirectory(path));
        if (expected == FatStatus.Done)
        {
            Model.Directories.Remove(path);
            Touched.Add(path);
        }
    }

    private void Rename()
    {
        var from = random.Next(4) == 0 ? Model.Directories.ElementAt(random.Next(Model.Directories.Count)) : AnyFile();
        if (string.IsNullOrEmpty(from))
        {
            return;
        }

        var to = random.Next(5) == 0 ? from.ToUpperInvariant() : Path();
        var isSame = from.Equals(to, StringComparison.OrdinalIgnoreCase);
        var isInto = Model.Directories.Contains(from) && !isSame && Model.IsSameOrBelow(to, from);
        var expected = isInto ? FatStatus.InvalidArgument
            : isSame ? FatStatus.Done
            : Model.Has(to) ? FatStatus.Exists : Missing(to);
        Assert.Equal(expected, volume.Rename(from, to));
        if (expected == FatStatus.Done)
        {
            Model.Rename(from, to);
            Touched.Add(from);
            Touched.Add(to);
        }
    }

    /// <summary>What is wrong with the directories of a path.</summary>
    private FatStatus Missing(string path)
    {
        var parts = path.Split('/');
        for (var count = 1; count < parts.Length; count++)
        {
            var above = string.Join('/', parts[..count]);
            if (!Model.Directories.Contains(above))
            {
                return Model.Files.ContainsKey(above) ? FatStatus.NotDirectory : FatStatus.NotFound;
            }
        }

        return FatStatus.Done;
    }

    private string? AnyFile() => Model.Files.Count == 0 ? null : Model.Files.Keys.ElementAt(random.Next(Model.Files.Count));

    private string Path()
    {
        var directory = Model.Directories.ElementAt(random.Next(Model.Directories.Count));
        var name = s_names[random.Next(s_names.Length)];
        var path = directory.Length == 0 ? name : directory + "/" + name;
        return path.Count(character => character == '/') > 3 ? name : path;
    }
}
