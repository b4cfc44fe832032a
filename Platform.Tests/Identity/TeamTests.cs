using Platform.Domain.Common;
using Platform.Web.Identity.Organisations;
using Platform.Web.Identity.Sessions;
using Platform.Web.Identity.Team;
using Platform.Web.Store;

namespace Platform.Tests.Identity;

public sealed class TeamTests(App app) : IClassFixture<App>
{
    private TeamRoster Roster => app.Get<TeamRoster>();

    [Fact]
    public async Task The_last_owner_neither_leaves_nor_steps_down()
    {
        var (owner, shop) = await app.AddPersonAsync("alone");
        var me = await app.AtWorkAsync(owner, shop);

        Assert.Equal("team.last_owner", (await Roster.RemoveAsync(me, owner.Id, default))?.Code);
        Assert.Equal("team.last_owner", (await Roster.ChangeRoleAsync(me, owner.Id, Role.Agent, default))?.Code);
    }

    [Fact]
    public async Task Two_owners_who_demote_each_other_at_once_leave_one()
    {
        var (first, shop) = await app.AddPersonAsync("duel1");
        var (second, _) = await app.AddPersonAsync("duel2", Role.Owner, shop);
        var (one, two) = (await app.AtWorkAsync(first, shop), await app.AtWorkAsync(second, shop));

        await Task.WhenAll(
            Roster.ChangeRoleAsync(one, second.Id, Role.Agent, default),
            Roster.ChangeRoleAsync(two, first.Id, Role.Agent, default));

        var team = await Roster.ReadAsync(shop, default);
        Assert.Single(team.Members, m => m.Role is Role.Owner);
    }

    [Theory]
    [InlineData(Role.Agent)]
    [InlineData(Role.Campaigns)]
    [InlineData(Role.Viewer)]
    public async Task Who_does_not_lead_changes_nothing(Role role)
    {
        var (owner, shop) = await app.AddPersonAsync($"boss-{role}");
        var (member, _) = await app.AddPersonAsync($"member-{role}", role, shop);
        var me = await app.AtWorkAsync(member, shop);

        Assert.Equal("team.not_allowed", (await Roster.InviteAsync(me, "x@example.com", Role.Viewer, default))?.Code);
        Assert.Equal("team.not_allowed", (await Roster.RemoveAsync(me, owner.Id, default))?.Code);
        Assert.Equal("team.not_allowed", (await Roster.ChangeRoleAsync(me, member.Id, Role.Admin, default))?.Code);
    }

    [Fact]
    public async Task An_admin_leaves_owners_alone_and_makes_none()
    {
        var (owner, shop) = await app.AddPersonAsync("chief");
        var (admin, _) = await app.AddPersonAsync("deputy", Role.Admin, shop);
        var me = await app.AtWorkAsync(admin, shop);

        Assert.Equal("team.not_allowed", (await Roster.ChangeRoleAsync(me, owner.Id, Role.Viewer, default))?.Code);
        Assert.Equal("team.not_allowed", (await Roster.ChangeRoleAsync(me, admin.Id, Role.Owner, default))?.Code);
        Assert.Equal("team.not_allowed", (await Roster.InviteAsync(me, "o@example.com", Role.Owner, default))?.Code);
    }

    [Fact]
    public async Task Another_organisations_people_are_out_of_reach()
    {
        var (_, mine) = await app.AddPersonAsync("mine");
        var (theirs, _) = await app.AddPersonAsync("theirs");
        var (owner, _) = await app.AddPersonAsync("reach", Role.Owner, mine);
        var me = await app.AtWorkAsync(owner, mine);

        Assert.Equal("team.gone", (await Roster.ChangeRoleAsync(me, theirs.Id, Role.Viewer, default))?.Code);
    }

    [Fact]
    public async Task An_invited_newcomer_joins_once_and_the_link_is_then_worth_nothing()
    {
        var (owner, shop) = await app.AddPersonAsync("host");
        Assert.Null(await Roster.InviteAsync(await app.AtWorkAsync(owner, shop), "newcomer@example.com", Role.Agent, default));
        var link = (await app.MailToAsync("newcomer@example.com", "Boutique host")).Link("/invitation");

        using var newcomer = new Guest(app);
        await newcomer.OpenAsync(link);
        await newcomer.SubmitAsync(("Form.FirstName", "Ali"), ("Form.LastName", "Naji"), ("Form.Password", People.Password));
        Assert.True(newcomer.IsAt("/") || newcomer.IsAt("/accueil"), newcomer.Told);
        Assert.Contains((await Roster.ReadAsync(shop, default)).Members, m => m is { Email: "newcomer@example.com", Role: Role.Agent });

        using var other = new Guest(app);
        await other.OpenAsync(link);
        Assert.Contains("plus valable", other.Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_is_only_for_whom_it_was_meant()
    {
        var (owner, shop) = await app.AddPersonAsync("selective");
        await app.AddPersonAsync("meant");
        await app.AddPersonAsync("thief");
        await Roster.InviteAsync(await app.AtWorkAsync(owner, shop), "meant@example.com", Role.Admin, default);
        var link = (await app.MailToAsync("meant@example.com", "Boutique selective")).Link("/invitation");

        using var thief = new Guest(app);
        await thief.SignInAsync("thief@example.com", People.Password, link);
        Assert.Contains("Cette invitation est pour meant@example.com", thief.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(thief.Page.QuerySelector("form[action=''] button, input[value=join]"));

        using var meant = new Guest(app);
        await meant.SignInAsync("meant@example.com", People.Password, link);
        await meant.SubmitAsync();
        var team = await Roster.ReadAsync(shop, default);
        Assert.Contains(team.Members, m => m is { Email: "meant@example.com", Role: Role.Admin });
        Assert.DoesNotContain(team.Members, m => m.Email == "thief@example.com");
    }

    [Fact]
    public async Task An_invitation_taken_back_or_sent_again_kills_the_old_link()
    {
        var (owner, shop) = await app.AddPersonAsync("fickle");
        var me = await app.AtWorkAsync(owner, shop);
        await Roster.InviteAsync(me, "late@example.com", Role.Viewer, default);
        var first = (await app.MailToAsync("late@example.com", "Boutique fickle")).Link("/invitation");
        var invitation = (await Roster.ReadAsync(shop, default)).Invitations.Single();

        Assert.Null(await Roster.ResendAsync(me, invitation.Id, default));
        using var guest = new Guest(app);
        Assert.Contains("plus valable", (await guest.OpenAsync(first)).Told, StringComparison.Ordinal);

        Assert.Null(await Roster.RevokeAsync(me, invitation.Id, default));
        Assert.Empty((await Roster.ReadAsync(shop, default)).Invitations);
    }

    [Fact]
    public async Task Seats_are_counted_with_their_invitations()
    {
        var (owner, shop) = await app.AddPersonAsync("full");
        var me = await app.AtWorkAsync(owner, shop);
        for (var i = 1; i < TeamRules.Seats; i++) Assert.Null(await Roster.InviteAsync(me, $"seat{i}@example.com", Role.Viewer, default));

        Assert.Equal("team.seats_full", (await Roster.InviteAsync(me, "onemore@example.com", Role.Viewer, default))?.Code);
        Assert.Null(await Roster.InviteAsync(me, "seat1@example.com", Role.Agent, default));
    }

    [Fact]
    public async Task A_removed_members_cookie_opens_nothing_any_more()
    {
        var (owner, shop) = await app.AddPersonAsync("keeper");
        var (leaver, _) = await app.AddPersonAsync("leaver", Role.Agent, shop);
        using var guest = new Guest(app);
        await guest.SignInAsync("leaver@example.com", People.Password);

        Assert.Null(await Roster.RemoveAsync(await app.AtWorkAsync(owner, shop), leaver.Id, default));

        Assert.True((await guest.OpenAsync("/reglages/securite/mot-de-passe")).IsAt("/connexion"), guest.Told);
    }

    [Fact]
    public async Task Another_node_knows_of_a_changed_role_within_its_memory()
    {
        var (owner, shop) = await app.AddPersonAsync("mover");
        var (moved, _) = await app.AddPersonAsync("moved", Role.Admin, shop);
        var session = await app.AtWorkAsync(moved, shop);
        var clock = new Clock();
        var elsewhere = new LoginSessions(app.Get<PlatformDbs>(), clock);
        Assert.Equal(Role.Admin, (await elsewhere.CheckAsync(session.Session, default))!.Role);

        Assert.Null(await Roster.ChangeRoleAsync(await app.AtWorkAsync(owner, shop), moved.Id, Role.Viewer, default));
        clock.Ahead = LoginSessions.Remembered;

        Assert.Equal(Role.Viewer, (await elsewhere.CheckAsync(session.Session, default))!.Role);
    }

    [Fact]
    public async Task A_person_switches_to_their_own_organisations_and_to_no_other()
    {
        var (person, first) = await app.AddPersonAsync("wanderer");
        var (_, second) = await app.AddPersonAsync("second");
        var (_, foreign) = await app.AddPersonAsync("foreign");
        await using (var db = app.Get<PlatformDbs>().OpenAcross())
        {
            db.Add(new Membership { OrganisationId = second.Value, UserId = person.Id, Role = Role.Viewer, CreatedAt = DateTimeOffset.UtcNow });
            await db.SaveChangesAsync();
        }

        var me = await app.AtWorkAsync(person, first);
        Assert.False(await app.Get<OrganisationSwitch>().SwitchAsync(me, foreign.Value, default));
        Assert.True(await app.Get<OrganisationSwitch>().SwitchAsync(me, second.Value, default));
        Assert.Equal((second, Role.Viewer), await app.Get<LoginSessions>().CheckAsync(me.Session, default) is { } now ? (now.Organisation, now.Role) : default);
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + Ahead;
    }
}
