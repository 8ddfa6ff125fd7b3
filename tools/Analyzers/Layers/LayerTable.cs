// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Analyzers.Layers;

/// <summary>Who may use whom.</summary>
/// <remarks>
/// The arrows of the architecture, one line a layer. The first pattern that matches a namespace decides, so the narrower ones come first.
/// The contract names the portable types it speaks of, hence its arrow back to Core.
/// </remarks>
internal static class LayerTable
{
    private const string UserLevel = "abi runtime kit protocol";

    private static readonly Layer[] s_layers =
    [
        // Name, namespace, what it may refer to
        new("abi generators", "Caprock.Abi.Generators", "abi"),
        new("abi", "Caprock.Abi", ""),
        new("contract", "Caprock.Kernel.Arch.Contract", "abi core"),
        new("architecture", "Caprock.Kernel.Arch", "abi core contract"),
        new("platform", "Caprock.Kernel.Platform", "abi core contract architecture"),
        new("core", "Caprock.Kernel", "abi contract"),
        new("runtime", "Caprock.User", "abi"),
        new("kit", "Caprock.Kit", "abi runtime"),
        new("protocol", "Caprock.Drivers.*.Protocol", "abi runtime kit"),
        new("protocol", "Caprock.Services.Files", "abi runtime kit"),
        new("driver", "Caprock.Drivers.*.*", UserLevel, peers: false),
        // The stack on the queues and the timer, and the web server on the stack: what joins services stands above them.
        new("joint", "Caprock.Services.Link", UserLevel + " service"),
        new("joint", "Caprock.Services.FatServer", UserLevel + " service"),
        new("joint", "Caprock.Services.Web.Volume", UserLevel + " service"),
        new("service", "Caprock.Services.*", UserLevel, peers: false),
        new("example", "Caprock.Examples.*", UserLevel + " driver service joint", peers: false),
        new("site tool", "Caprock.Tools.Site", "abi kit service"),
        new("tool", "Caprock.Tools", "abi kit"),
        new("specification", "Caprock.Spec", "abi"),
        new("verification", "Caprock.Verification", "abi specification core contract architecture platform"),
        new("test", "Caprock.Tests", "*"),
        new("benchmark", "Caprock.Bench", "*"),
    ];

    /// <summary>Why code in one namespace may not refer to another; null when it may.</summary>
    public static string? Refusal(string from, string to)
    {
        string[] fromParts = from.Split('.');
        string[] toParts = to.Split('.');
        Layer? user = Find(fromParts);
        Layer? used = Find(toParts);
        if (user is null || used is null || Array.IndexOf(user.Uses, "*") >= 0)
        {
            return null;
        }

        if (user == used)
        {
            return user.AllowsPeer(fromParts, toParts) ? null : $"one {user.Name} may not use another";
        }

        return Array.IndexOf(user.Uses, used.Name) >= 0 ? null : $"the {user.Name} layer may not use the {used.Name} layer";
    }

    /// <summary>Name of the layer a namespace belongs to; null outside all layers.</summary>
    public static string? NameOf(string space) => Find(space.Split('.'))?.Name;

    private static Layer? Find(string[] parts) => Array.Find(s_layers, layer => layer.Matches(parts));
}
