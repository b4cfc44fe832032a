using Microsoft.Extensions.Configuration;
using Platform.Web;
using Platform.Web.Channels;

namespace Platform.Tests.Channels;

public sealed class OldWebhooksTests(Database database) : IClassFixture<Database>
{
    private readonly Guid organisation = Guid.CreateVersion7();

    [Fact]
    public async Task After_a_month_the_body_goes_and_after_three_the_rest()
    {
        var (young, old, ancient) = (await KeepAsync(days: 29), await KeepAsync(days: 31), await KeepAsync(days: 91));

        await ForgetAsync(days: 30);

        Assert.Equal("bonjour/used/1/1", await WhatIsLeftAsync(young));
        Assert.Equal("/used/1/1", await WhatIsLeftAsync(old));
        Assert.Equal("//0/0", await WhatIsLeftAsync(ancient));
    }

    [Fact]
    public async Task A_webhook_that_waits_for_a_person_keeps_its_body_until_it_goes_with_its_work()
    {
        var (waiting, ancient) = (await KeepAsync(days: 60), await KeepAsync(days: 91));
        await database.ExecuteAsync($"update deliveries set read_at = null, outcome = null where id in ('{waiting}', '{ancient}')");
        await database.ExecuteAsync($"insert into todo (reaction, stream, version, parked_at) values ('read_delivery', '{waiting}', 0, now()), ('read_delivery', '{ancient}', 0, now())");

        await ForgetAsync(days: 30);

        Assert.Equal("bonjour//1/1", await WhatIsLeftAsync(waiting));
        Assert.Equal(waiting.ToString(), await database.TextAsync("select string_agg(stream::text, ',') from todo"));
    }

    [Fact]
    public async Task However_many_there_are_all_are_emptied()
    {
        await database.ExecuteAsync("""
            insert into deliveries (id, provider, received_at, body, read_at, outcome)
            select gen_random_uuid(), 'whatsapp', now() - interval '10 days', 'many', now(), 'used' from generate_series(1, 4500)
            """);

        await ForgetAsync(days: 7);

        Assert.Equal("0", await database.TextAsync("select count(*) from deliveries where body = 'many'"));
    }

    [Theory]
    [InlineData("trente")]
    [InlineData("0")]
    [InlineData("91")]
    [InlineData("-1")]
    public void A_number_of_days_that_cannot_be_meant_is_said_at_the_start(string written) =>
        Assert.Contains("PLATFORM_WEBHOOK_DAYS", Assert.Throws<StartupException>(() => OldWebhooks.Keeping.Of(Set(written))).Message, StringComparison.Ordinal);

    private static IConfiguration Set(string days) => new ConfigurationBuilder().AddInMemoryCollection([new("PLATFORM_WEBHOOK_DAYS", days)]).Build();

    private Task ForgetAsync(int days) => new OldWebhooks(
        database.Databases, OldWebhooks.Keeping.Of(Set($"{days}")), TimeProvider.System).ForgetAsync(CancellationToken.None);

    private async Task<Guid> KeepAsync(int days)
    {
        var id = Guid.CreateVersion7();
        await database.ExecuteAsync($"""
            insert into deliveries (id, provider, received_at, body, read_at, outcome) values ('{id}', 'whatsapp', now() - interval '{days} days', 'bonjour', now(), 'used');
            insert into delivery_notes (delivery, place, note) values ('{id}', 'entry[0]', 'number unknown');
            insert into delivery_people (organisation_id, person, delivery) values ('{organisation}', gen_random_uuid(), '{id}');
            """);
        return id;
    }

    private Task<string> WhatIsLeftAsync(Guid id) => database.TextAsync($"""
        select coalesce((select convert_from(body, 'utf8') from deliveries where id = '{id}'), '') || '/' || coalesce((select outcome from deliveries where id = '{id}'), '')
            || '/' || (select count(*) from delivery_notes where delivery = '{id}') || '/' || (select count(*) from delivery_people where delivery = '{id}')
        """);
}
