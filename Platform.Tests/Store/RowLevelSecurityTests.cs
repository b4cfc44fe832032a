using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Web.Contacts;
using Platform.Web.Conversations;

namespace Platform.Tests.Store;

public sealed class RowLevelSecurityTests(Database database) : IClassFixture<Database>
{
    [Fact]
    public async Task Every_table_that_belongs_to_an_organisation_has_a_policy_for_it()
    {
        var open = await database.TextAsync("""
            select coalesce(string_agg(c.table_name, ', '), '') from (
                select distinct table_name from information_schema.columns
                where table_schema = 'public' and column_name in ('organisation_id', 'tenant_id')) c
            join pg_class t on t.relname = c.table_name and t.relkind in ('r', 'p')
            where not t.relrowsecurity
               or has_table_privilege(role_named('app'), t.oid, 'select, insert, update, delete')
                  and not exists (select from pg_policies p where p.tablename = c.table_name and p.roles = array[role_named('app')::name] and p.qual like '%platform.organisation%' and p.with_check like '%platform.organisation%')
            """);

        Assert.Equal("", open);
    }

    [Fact]
    public async Task The_roles_that_serve_people_own_nothing_and_cannot_pass_by_the_policies()
    {
        Assert.Equal("0", await database.TextAsync("select count(*) from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in (role_named('app'), role_named('across'))"));
        Assert.Equal("0", await database.TextAsync("select count(*) from pg_roles where rolname in (role_named('app'), role_named('across')) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)"));
    }

    [Fact]
    public async Task A_query_without_any_filter_sees_only_its_own_organisation()
    {
        using var ours = new Shop(database);
        using var theirs = new Shop(database);
        await ours.HearAsync(await ours.CustomerAsync("+212600000001"), "à nous");
        await theirs.HearAsync(await theirs.CustomerAsync("+221700000001"), "à eux");

        await using var db = database.Dbs.Open(ours.Organisation);
        var seen = await db.Set<InboxRow>().AsNoTracking().ToListAsync();

        Assert.Equal(ours.Organisation.Value, Assert.Single(seen).OrganisationId);
        Assert.Empty(await db.Set<ThreadRow>().AsNoTracking().Where(row => row.OrganisationId == theirs.Organisation.Value).ToListAsync());
    }

    [Fact]
    public async Task Without_an_organisation_there_is_nothing_to_see_and_nothing_can_be_written()
    {
        using var shop = new Shop(database);
        await shop.HearAsync(await shop.CustomerAsync("+212600000002"), "Bonjour");

        await using var count = database.Databases.App.CreateCommand("select count(*) from inbox");
        Assert.Equal(0L, await count.ExecuteScalarAsync());

        await using var insert = database.Databases.App.CreateCommand("insert into contacts (organisation_id, id, created_at) values (gen_random_uuid(), gen_random_uuid(), now())");
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => insert.ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task A_row_cannot_be_written_into_another_organisation()
    {
        using var ours = new Shop(database);
        using var theirs = new Shop(database);

        await using var batch = Platform.Web.Store.Batches.BatchFor(database.Databases.App, ours.Organisation);
        batch.Add($"insert into contacts (organisation_id, id, created_at) values ({theirs.Organisation.Value}, {Guid.CreateVersion7()}, now())");

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => batch.RunAsync())).SqlState);
    }

    [Fact]
    public async Task The_organisation_of_one_request_does_not_cling_to_the_connection()
    {
        using var shop = new Shop(database);
        for (var n = 0; n < 30; n++) await shop.CustomerAsync($"+21260000{n:0000}");

        await using var setting = database.Databases.App.CreateCommand("select coalesce(current_setting('platform.organisation', true), '')");
        Assert.Equal("", await setting.ExecuteScalarAsync());
    }
}
