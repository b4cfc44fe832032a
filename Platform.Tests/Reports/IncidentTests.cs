using Platform.Domain.Common;
using Platform.Web.Identity;
using Platform.Web.Reports.Running;

namespace Platform.Tests.Reports;

/// <summary>One incident is told once, and its end once, however often and by however many nodes it is looked at.</summary>
public sealed class IncidentTests(App app) : IClassFixture<App>
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    private static readonly Dictionary<IncidentKind, long> Slow = new() { [IncidentKind.Latency] = 7200 };
    private static readonly Dictionary<IncidentKind, long> Well = [];

    [Fact]
    public async Task It_begins_once_and_ends_once_and_may_come_back()
    {
        var incidents = app.Get<Incidents>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => incidents.NoteAsync(Shop, Slow, CancellationToken.None)));
        await incidents.NoteAsync(Shop, Slow, CancellationToken.None);
        await ToldAsync("Trouble", "1");
        await ToldAsync("TroubleOver", "0");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => incidents.NoteAsync(Shop, Well, CancellationToken.None)));
        await ToldAsync("TroubleOver", "1");
        await ToldAsync("Trouble", "1");

        await incidents.NoteAsync(Shop, Slow, CancellationToken.None);
        await ToldAsync("Trouble", "2");
        Assert.Equal(2, (await incidents.LatestAsync(Shop)).Count);
        await Eventually.EqualAsync("2", () => app.TextAsync(
            "select count(*) from (select recipient, subject from mailbox union all select recipient, subject from outgoing_emails) mail where recipient = 'owner@relais.demo' and subject like '%7200 ms%'"));
    }

    [Fact]
    public async Task A_timer_goes_round() => await Eventually.EqualAsync("1", () => app.TextAsync("select count(*) from qrtz_job_details where job_name = 'IncidentsJob'"));

    private Task ToldAsync(string kind, string times) =>
        Eventually.EqualAsync(times, () => app.TextAsync($"select count(*) from team_notices where organisation_id = '{Shop.Value}' and kind = '{kind}'"));
}
