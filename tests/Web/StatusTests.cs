// SPDX-License-Identifier: BSD-2-Clause
using System.Xml.Linq;
using Caprock.Tests.Harness;

namespace Caprock.Tests.Web;

/// <summary>What the running system says about itself.</summary>
public sealed class StatusTests(WebServer server) : IClassFixture<WebServer>
{
    [Fact]
    public void Every_component_of_the_description_is_there_by_its_name()
    {
        var described = XDocument.Load(Path.Combine(BuildOutput.Root, "examples", "webserver", "webserver.system"))
            .Descendants("protection_domain").Select(domain => domain.Attribute("name")!.Value).Order();

        var told = server.Status().GetProperty("components").EnumerateArray()
            .Select(component => component.GetProperty("name").GetString()!).Order();

        Assert.Equal(described, told);
    }

    [Fact]
    public void The_slots_of_the_observer_are_those_it_takes_them_for()
    {
        var slots = XDocument.Load(Path.Combine(BuildOutput.Root, "examples", "webserver", "webserver.system"))
            .Descendants("cap_sc").OrderBy(capability => (int)capability.Attribute("slot")!)
            .Select(capability => capability.Attribute("pd")!.Value);

        Assert.Equal(slots, server.Status().GetProperty("components").EnumerateArray()
            .Select(component => component.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Work_costs_the_components_that_do_it_processor_time_and_moves_the_queues()
    {
        var before = server.Status();
        for (var i = 0; i < 200; i++)
        {
            Assert.NotEmpty(await server.Client.GetByteArrayAsync("bench/"));
        }

        await Task.Delay(2200);
        var after = server.Status();

        foreach (var name in new[] { "web", "net", "transmit", "receive", "copier" })
        {
            Assert.True(Of(after, "components", name, "total") > Of(before, "components", name, "total"), name);
        }

        Assert.Equal(Of(before, "components", "pci", "total"), Of(after, "components", "pci", "total"));
        for (var i = 0; i < 5; i++)
        {
            var moved = Passed(after, i) - Passed(before, i);
            Assert.True(moved >= 200, $"queue {i}: {moved}");
        }

        var uptime = after.GetProperty("microseconds").GetInt64() - before.GetProperty("microseconds").GetInt64();
        var used = after.GetProperty("components").EnumerateArray().Sum(component => component.GetProperty("total").GetInt64())
            - before.GetProperty("components").EnumerateArray().Sum(component => component.GetProperty("total").GetInt64());
        Assert.InRange(used, 1, uptime * 2);
    }

    [Fact]
    public async Task Requests_and_frames_are_counted()
    {
        var before = server.Status();
        for (var i = 0; i < 10; i++)
        {
            Assert.NotEmpty(await server.Client.GetByteArrayAsync("/"));
        }

        var after = server.Status();

        Assert.Equal(11, Figure(after, "http", "requests") - Figure(before, "http", "requests"));
        Assert.True(Figure(after, "network", "framesSent") >= Figure(before, "network", "framesSent") + 10);
        Assert.Equal("10.0.2.15", after.GetProperty("network").GetProperty("address").GetString());
    }

    private static long Of(System.Text.Json.JsonElement status, string list, string name, string figure) =>
        status.GetProperty(list).EnumerateArray().Single(item => item.GetProperty("name").GetString() == name).GetProperty(figure)
            .GetInt64();

    private static long Figure(System.Text.Json.JsonElement status, string part, string figure) =>
        status.GetProperty(part).GetProperty(figure).GetInt64();

    private static long Passed(System.Text.Json.JsonElement status, int queue) =>
        status.GetProperty("queues")[queue].GetProperty("passed").GetInt64();
}
