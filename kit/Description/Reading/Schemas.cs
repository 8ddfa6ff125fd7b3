// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Reading;

/// <summary>The format: every element with its attributes and contents.</summary>
/// <remarks>
/// Source: Microkit user manual 2.3, "System Description File", as far as it concerns x86-64. Caprock's own: arena_size, restart,
/// monitor_log and monitor_control.
/// </remarks>
internal static class Schemas
{
    public static readonly ElementSchema System = new ElementSchema("system")
        .Contains("protection_domain", "memory_region", "channel", "domains", "io_address_space")
        .RefusesChild("virtual_machine", "virtual machines are not supported", NoVirtualMachine);

    public static readonly ElementSchema ProtectionDomain = Domain().RefusesAttribute(
        "id", "only a child has an 'id', and this protection domain has no parent", "remove it").RefusesAttribute(
        "setvar_id", "only a child has a 'setvar_id', and this protection domain has no parent", "remove it");

    public static readonly ElementSchema ChildDomain = Domain()
        .Requires("id", "the number by which the parent refers to this child")
        .Allows("setvar_id");

    public static readonly ElementSchema ProgramImage = new ElementSchema("program_image")
        .Requires("path", "the ELF file to run")
        .Allows("path_for_symbols");

    public static readonly ElementSchema Map = new ElementSchema("map")
        .Requires("mr", RegionMeaning)
        .Requires("vaddr", "the address at which it begins")
        .Allows("perms", "cached", "setvar_vaddr", "setvar_size", "setvar_prefill_size");

    public static readonly ElementSchema Irq = new ElementSchema("irq")
        .Requires("id", "the channel identifier by which it is notified")
        .Requires("vector", "the vector of the processor, 0 to 107, of which a higher one goes first")
        .Allows("setvar_id", "pin", "ioapic", "trigger", "polarity", "pcidev", "handle")
        .RefusesAttribute("irq", "'irq' numbers interrupts of Arm and RISC-V machines", "give a 'pin' or a 'pcidev' and a 'vector'");

    public static readonly ElementSchema IoPort = new ElementSchema("ioport")
        .Requires("id", "the number by which the program refers to these ports")
        .Requires("addr", "the first port")
        .Requires("size", "the number of ports")
        .Allows("setvar_id", "setvar_addr");

    public static readonly ElementSchema SetVar = new ElementSchema("setvar")
        .Requires("symbol", "the variable to set")
        .Requires("region_paddr", "the memory region whose physical address it gets");

    public static readonly ElementSchema CSpace = new ElementSchema("cspace").Contains("cap_tcb", "cap_sc", "cap_vspace");

    public static readonly ElementSchema Restart = new ElementSchema("restart")
        .Requires("policy", "never, on_fault or escalate")
        .Allows("limit", "backoff", "heartbeat");

    public static readonly ElementSchema MonitorLog = new ElementSchema("monitor_log")
        .Requires("id", "the number by which it hears of new lines");

    public static readonly ElementSchema MonitorControl = new ElementSchema("monitor_control").Allows("change");

    public static readonly ElementSchema MemoryRegion = new ElementSchema("memory_region")
        .Requires("name", "a name for maps to refer to")
        .Allows("size", "page_size", "phys_addr", "prefill_path", "prefill_bootinfo");

    public static readonly ElementSchema Channel = new ElementSchema("channel").Contains("end");

    public static readonly ElementSchema End = new ElementSchema("end")
        .Requires("pd", DomainMeaning)
        .Requires("id", "the number by which it refers to the channel")
        .Allows("pp", "notify", "setvar_id");

    public static readonly ElementSchema Domains = new ElementSchema("domains").Contains("domain", "domain_schedule");

    public static readonly ElementSchema SchedulingDomain = new ElementSchema("domain")
        .Requires("name", "a name for the schedule to refer to")
        .Allows("id");

    public static readonly ElementSchema DomainSchedule = new ElementSchema("domain_schedule")
        .Allows("start_index", "index_shift")
        .Contains("schedule_entry", "schedule_end_marker");

    public static readonly ElementSchema ScheduleEntry = new ElementSchema("schedule_entry")
        .Requires("domain", "the name of a domain")
        .Requires("duration", "a time such as \"1000 us\" or \"5000 ticks\"");

    public static readonly ElementSchema ScheduleEndMarker = new("schedule_end_marker");

    public static readonly ElementSchema IoAddressSpace = new ElementSchema("io_address_space")
        .Requires("name", "a name for messages to refer to")
        .Requires("peripheral_id", "the device, as bus:device.function")
        .Requires("domain_id", "a number of its own in the IOMMU")
        .Contains("iomap");

    public static readonly ElementSchema IoMap = new ElementSchema("iomap")
        .Requires("mr", RegionMeaning)
        .Requires("iovaddr", "the address at which the device finds it")
        .Allows("perms");

    private const string RegionMeaning = "the name of a memory region";
    private const string DomainMeaning = "the name of a protection domain";
    private const string NoVirtualMachine = "remove it, and run the guest's programs as protection domains";

    /// <summary>Schema of a capability in a cspace.</summary>
    public static ElementSchema Capability(string name) => new ElementSchema(name)
        .Requires("slot", "the number by which the program refers to it")
        .Requires("pd", DomainMeaning);

    private static ElementSchema Domain() => new ElementSchema("protection_domain")
        .Requires("name", "a name for channels and messages to refer to")
        .Allows("priority", "budget", "period", "passive", "stack_size", "cpu", "fpu", "domain", "arena_size")
        .Contains("program_image", "map", "irq", "setvar", "protection_domain", "ioport", "cspace", "restart", "monitor_log",
            "monitor_control")
        .RefusesChild("virtual_machine", "virtual machines are not supported", NoVirtualMachine)
        .RefusesAttribute("smc", "'smc' lets a program call the secure monitor of an Arm processor", "remove it");
}
