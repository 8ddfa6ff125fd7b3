// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Containment.Host;

/// <summary>A region as the description maps it into a component.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Where.</param>
/// <param name="Physical">Where in the machine's memory; zero when the description leaves it to the kernel.</param>
/// <param name="Bytes">Its size; zero when the description leaves it to a file.</param>
/// <param name="IsWritable">Whether it can be written.</param>
/// <param name="IsDevice">Whether it is registers.</param>
internal sealed record RegionMap(string Name, ulong Address, ulong Physical, ulong Bytes, bool IsWritable, bool IsDevice);
