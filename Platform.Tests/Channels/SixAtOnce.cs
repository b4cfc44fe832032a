namespace Platform.Tests.Channels;

/// <summary>
/// A stranger's first six messages and six more copies of the first, all posted at the same moment: the provider's worst day.
/// What must come of it is one conversation with six messages.
/// </summary>
internal static class SixAtOnce
{
    private const int Messages = 6;

    public static async Task PostAsync(HttpClient client, int round)
    {
        var phone = $"2127{round:00000000}";
        var first = Body(phone, round, 0);
        byte[][] bodies = [.. Enumerable.Range(0, Messages).Select(n => Body(phone, round, n)), .. Enumerable.Repeat(first, Messages)];

        await Task.WhenAll(bodies.Select(body => MetaWebhook.DeliverAsync(client, body)));
    }

    /// <summary>Everything that was posted has been read, whatever came of it.</summary>
    public static Task ReadAsync(App app) => Eventually.EqualAsync("0", () => app.TextAsync("select count(*) from todo where parked_at is null"));

    /// <summary>Conversations, messages and unread marks of one round; and the numbers the stream has reached.</summary>
    public static Task<string> OutcomeAsync(App app, int round) => app.TextAsync($"""
        select count(distinct i.conversation) || ' conversation, ' || count(*) || ' messages, ' || max(i.unread) || ' unread, ' || max(s.version) || ' facts'
        from inbox i join thread t on t.conversation = i.conversation join mt_streams s on s.id = i.conversation
        where i.phone = '+2127{round:00000000}'
        """);

    public const string Expected = "1 conversation, 6 messages, 6 unread, 6 facts";

    private static byte[] Body(string phone, int round, int n) => MetaWebhook.Message($"wamid.six.{round}.{n}", phone, $"message {n}");
}
