// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Language;

/// <summary>A capability of any kind, as an argument. Interfaces of objects derive from it: an argument of such a type is an extra
/// capability.</summary>
public interface ICapability
{
}
