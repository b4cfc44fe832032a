using Platform.Domain.Common;
using Platform.Web.Store;

namespace Platform.Tests.Store;

public sealed class BatchTests(Database database) : IClassFixture<Database>
{
    private readonly OrganisationId organisation = new(Guid.CreateVersion7());

    [Fact]
    public async Task Statements_planned_once_leave_the_connection_as_it_was()
    {
        Assert.Equal((organisation.ToString(), "force_generic_plan", "off"), await SettingsAsync(database.Databases.App.BatchFor(organisation, plansOnce: true)));
        Assert.Equal((organisation.ToString(), "auto", "on"), await SettingsAsync(database.Databases.App.BatchFor(organisation)));
        Assert.Equal(("", "force_generic_plan", "off"), await SettingsAsync(database.Databases.Across.BatchAcross(plansOnce: true)));
        Assert.Equal(("", "auto", "on"), await SettingsAsync(database.Databases.Across.BatchAcross()));
    }

    private static async Task<(string Organisation, string Planning, string Walking)> SettingsAsync(Batch batch)
    {
        await using (batch)
        {
            batch.Add($"select coalesce(current_setting('platform.organisation', true), ''), current_setting('plan_cache_mode'), current_setting('enable_seqscan')");
            return Assert.Single(await batch.ListAsync(row => (row.GetString(0), row.GetString(1), row.GetString(2))));
        }
    }
}
