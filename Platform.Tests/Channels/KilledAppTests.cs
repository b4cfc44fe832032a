using System.Security.Cryptography;

namespace Platform.Tests.Channels;

public sealed class KilledAppTests
{
    private const int Messages = 400;
    private readonly string rootKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_kill_and_is_read_by_the_next_start()
    {
        var owner = await Server.CreateDatabaseAsync();
        using (var app = await StartAsync(owner))
        using (var client = new HttpClient { BaseAddress = app.Address })
        {
            await Parallel.ForAsync(0, Messages, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (n, _) =>
                await MetaWebhook.DeliverAsync(client, MetaWebhook.Message($"wamid.kill.{n}", $"2126111{n % 40:00000}", $"message {n}")));
            app.Kill();
        }

        Assert.Equal($"{Messages}", await Server.TextAsync(owner, "select count(*) from deliveries where position('wamid.kill.'::bytea in body) > 0"));

        using (await StartAsync(owner))
            await Eventually.EqualAsync($"{Messages} messages in 40 conversations", () => Server.TextAsync(owner,
                "select count(*) || ' messages in ' || count(distinct conversation) || ' conversations' from thread where provider_message like 'wamid.kill.%'"));
        await Server.DropDatabaseAsync(owner);
    }

    private Task<AppProcess> StartAsync(string owner) => AppProcess.StartAsync(("ConnectionStrings__Platform", owner), ("PLATFORM_ROOT_KEY", rootKey), ("PLATFORM_DEMO", "true"), ("PLATFORM_DEMO_ASSISTANT", "off"), ("PLATFORM_DEMO_PAST", "off"));
}
