using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Domain.Common;
using Platform.Web.Identity.ApiKeys;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Team;
using Platform.Web.Store;

namespace Platform.Tests.Identity;

public sealed class AuditTests(App app) : IClassFixture<App>
{
    private AuditQueries Trail => app.Get<AuditQueries>();

    [Fact]
    public async Task What_people_do_leaves_its_line()
    {
        var (owner, shop) = await app.AddPersonAsync("traced");
        using var guest = new Guest(app);
        await guest.SignInAsync("traced@example.com", "tout autre chose");
        await guest.SignInAsync("traced@example.com", People.Password);
        var me = await app.AtWorkAsync(owner, shop);
        await app.Get<TeamRoster>().InviteAsync(me, "guest@example.com", Role.Viewer, default);
        await app.Get<KeyCabinet>().CreateAsync(me, "Site", [Scopes.ConversationsRead], default);

        var kinds = (await Trail.PageAsync(shop, new(), null, default)).Select(row => row.Kind);
        Assert.Equal([AuditKind.KeyCreated, AuditKind.MemberInvited, AuditKind.SignedIn, AuditKind.SignInFailed], kinds);
    }

    [Fact]
    public async Task What_was_refused_leaves_none()
    {
        var (owner, shop) = await app.AddPersonAsync("refused");
        await app.Get<TeamRoster>().RemoveAsync(await app.AtWorkAsync(owner, shop), owner.Id, default);
        Assert.Empty(await Trail.PageAsync(shop, new(), null, default));
    }

    [Fact]
    public async Task Nobody_rewrites_the_trail()
    {
        var (_, shop) = await AddLinesAsync("fixed", 1);
        await using var db = app.Get<PlatformDbs>().OpenAcross();
        var change = await Assert.ThrowsAsync<PostgresException>(() => db.Set<AuditRow>().Where(a => a.OrganisationId == shop.Value).ExecuteUpdateAsync(set => set.SetProperty(a => a.Who, "nobody")));
        var removal = await Assert.ThrowsAsync<PostgresException>(() => db.Set<AuditRow>().Where(a => a.OrganisationId == shop.Value).ExecuteDeleteAsync());
        Assert.Equal((PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.InsufficientPrivilege), (change.SqlState, removal.SqlState));
    }

    [Fact]
    public async Task Another_organisations_trail_is_not_there()
    {
        await AddLinesAsync("theirtrail", 3);
        var (_, mine) = await AddLinesAsync("mytrail", 2);

        await using var db = app.Get<PlatformDbs>().Open(mine);
        Assert.Equal(2, await db.Set<AuditRow>().CountAsync());
    }

    [Fact]
    public async Task It_is_read_page_by_page_without_gaps_and_filtered()
    {
        var (_, shop) = await AddLinesAsync("paged", AuditQueries.PageSize + 7);
        var first = await Trail.PageAsync(shop, new(), null, default);
        var second = await Trail.PageAsync(shop, new(), first[^1].Id, default);

        Assert.Equal((AuditQueries.PageSize, 7), (first.Count, second.Count));
        Assert.Equal(AuditQueries.PageSize + 7, first.Concat(second).Select(row => row.Id).Distinct().Count());
        Assert.Single(await Trail.PageAsync(shop, new(Words: "ligne 3 "), null, default));
        Assert.Empty(await Trail.PageAsync(shop, new(Words: "%"), null, default));
        Assert.Empty(await Trail.PageAsync(shop, new(Kind: AuditKind.KeyRevoked), null, default));
        Assert.Empty(await Trail.PageAsync(shop, new(Until: DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-2)), null, default));
    }

    [Theory]
    [InlineData("=HYPERLINK(1)")]
    [InlineData("+212612345678")]
    [InlineData("-1")]
    [InlineData("@sum")]
    [InlineData("\tx")]
    [InlineData("＝1")]
    public void No_cell_of_the_file_is_a_formula(string text) => Assert.Equal($"\"'{text}\"", AuditExport.Cell(text));

    [Fact]
    public async Task The_file_is_for_those_who_lead()
    {
        var (_, shop) = await app.AddPersonAsync("exporter");
        await app.AddPersonAsync("curious", Role.Viewer, shop);
        using var leader = new Guest(app);
        using var viewer = new Guest(app);
        await leader.SignInAsync("exporter@example.com", People.Password);
        await viewer.SignInAsync("curious@example.com", People.Password);

        using var file = await leader.GetAsync("/reglages/journal.csv");
        using var refused = await viewer.GetAsync("/reglages/journal.csv");
        Assert.Contains("Connexion", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains(await Trail.PageAsync(shop, new(), null, default), row => row.Kind is AuditKind.AuditExported);
    }

    private async Task<(Web.Identity.User Owner, OrganisationId Shop)> AddLinesAsync(string name, int count)
    {
        var (owner, shop) = await app.AddPersonAsync(name);
        await using var db = app.Get<PlatformDbs>().Open(shop);
        for (var i = 0; i < count; i++) app.Get<Audit>().Note(db, shop.Value, AuditKind.ProfileChanged, By.Product, $"ligne {i} de {name}");
        await db.SaveChangesAsync();
        return (owner, shop);
    }
}
