using Platform.Web.Identity.Sessions;

namespace Platform.Tests.Identity;

public sealed class OldTracesTests(Database database) : IClassFixture<Database>
{
    [Fact]
    public async Task What_guards_nothing_any_more_is_forgotten_and_the_audit_stays()
    {
        await database.ExecuteAsync("""
            insert into users (id, user_name, normalized_user_name, email, normalized_email, email_confirmed, security_stamp, concurrency_stamp, phone_number_confirmed,
                two_factor_enabled, lockout_enabled, access_failed_count, first_name, last_name, language, created_at)
            values ('00000000-0000-0000-0000-000000000001', 'awa', 'AWA', 'awa', 'AWA', true, '', '', false, false, false, 0, 'Awa', 'Diop', 'fr', now());
            insert into organisations (id, kind, name, country, currency, time_zone, languages, phone, created_at)
            values ('00000000-0000-0000-0000-000000000002', 'Seller', 'Diop', 'SN', 'XOF', 'UTC', '{fr}', '', now());

            insert into login_sessions (id, user_id, organisation_id, security_stamp, address, agent, created_at, seen_at, expires_at, ended_at)
            select gen_random_uuid(), '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002', '', '', agent, now(), now() - seen, now() + expires, ended
            from (values ('lives', interval '13 days', interval '1 day', null), ('idle', interval '15 days', interval '1 day', null),
                         ('expired', interval '0', interval '-1 minute', null), ('ended', interval '0', interval '1 day', now())) t(agent, seen, expires, ended);
            insert into sign_in_attempts (at, account, address) values (now() - interval '14 minutes', '', 'counts'), (now() - interval '16 minutes', '', 'counts no more');
            insert into email_codes (user_id, hash, expires_at) values ('00000000-0000-0000-0000-000000000001', '', now() - interval '1 minute');
            insert into known_devices (user_id, device, seen_at)
            values ('00000000-0000-0000-0000-000000000001', gen_random_uuid(), now() - interval '179 days'), ('00000000-0000-0000-0000-000000000001', gen_random_uuid(), now() - interval '181 days');
            insert into invitations (id, organisation_id, email, role, token_hash, invited_by, sent_at, expires_at)
            select gen_random_uuid(), '00000000-0000-0000-0000-000000000002', email, 'Agent', email::bytea, gen_random_uuid(), now(), now() - expired
            from (values ('open', interval '-1 day'), ('missed', interval '29 days'), ('past', interval '31 days')) t(email, expired);
            insert into audit (id, organisation_id, at, kind, who, about, address, agent) values (gen_random_uuid(), '00000000-0000-0000-0000-000000000002', now() - interval '2 years', 'SignedIn', 'Awa', '', '', '');
            """);

        await new OldTraces(database.Dbs, TimeProvider.System).ForgetAsync(CancellationToken.None);

        Assert.Equal("lives", await database.TextAsync("select string_agg(agent, ',') from login_sessions"));
        Assert.Equal("counts", await database.TextAsync("select string_agg(address, ',') from sign_in_attempts"));
        Assert.Equal("0", await database.TextAsync("select count(*) from email_codes"));
        Assert.Equal("1", await database.TextAsync("select count(*) from known_devices"));
        Assert.Equal("missed,open", await database.TextAsync("select string_agg(email, ',' order by email) from invitations"));
        Assert.Equal("1", await database.TextAsync("select count(*) from audit"));
    }
}
