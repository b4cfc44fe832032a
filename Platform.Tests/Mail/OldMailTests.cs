using Platform.Web.Mail;

namespace Platform.Tests.Mail;

public sealed class OldMailTests(Database database) : IClassFixture<Database>
{
    [Fact]
    public async Task Letters_are_forgotten_after_a_month_sent_or_not()
    {
        await database.ExecuteAsync("""
            insert into outgoing_emails (id, recipient, subject, html, text, due, created_at) values
                (gen_random_uuid(), 'young@example.com', '', '', '', now(), now() - interval '29 days'), (gen_random_uuid(), 'old@example.com', '', '', '', now(), now() - interval '31 days');
            insert into mailbox (id, recipient, subject, html, text, at) values
                (gen_random_uuid(), 'young@example.com', '', '', '', now() - interval '29 days'), (gen_random_uuid(), 'old@example.com', '', '', '', now() - interval '31 days');
            """);

        await new OldMail(database.Dbs, TimeProvider.System).ForgetAsync(CancellationToken.None);

        Assert.Equal("young@example.com", await database.TextAsync("select string_agg(recipient, ',') from outgoing_emails"));
        Assert.Equal("young@example.com", await database.TextAsync("select string_agg(recipient, ',') from mailbox"));
    }
}
