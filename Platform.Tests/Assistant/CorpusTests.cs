using System.Globalization;
using System.Text;
using Platform.Integrations.OfflineModel;
using Xunit.Abstractions;

namespace Platform.Tests.Assistant;

/// <summary>Scripted customers in four languages buy, ask, bargain and complain; the report says how well they were served.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("fr")]
    [InlineData("ary")]
    [InlineData("ar")]
    [InlineData("en")]
    [InlineData("mix")]
    public async Task Every_scripted_customer_is_served_as_they_should_be(string language)
    {
        var report = new StringBuilder();
        var (scenes, right, slots, rightSlots, turns, orders) = (0, 0, 0, 0, 0, 0);

        foreach (var scene in Scene.All($"{language}.txt"))
        {
            var (verdict, chat) = await PlayAsync(scene);
            scenes++;
            right += verdict.IsRight ? 1 : 0;
            slots += verdict.Slots;
            rightSlots += verdict.RightSlots;
            if (chat.Orders.Count > 0) (turns, orders) = (turns + scene.Turns.Count, orders + chat.Orders.Count);
            if (!verdict.IsRight) report.AppendLine(CultureInfo.InvariantCulture, $"{(verdict.IsDangerous ? "DANGER " : "")}{scene}\n   {string.Join("\n   ", verdict.Wrong)}").AppendLine(Transcript(scene, chat));
        }

        output.WriteLine($"{language}: {right} of {scenes} scenes right, {rightSlots} of {slots} details right, {(orders == 0 ? 0 : 10 * turns / orders) / 10m} turns per order");
        Assert.True(scenes >= 20, $"{scenes} scenes are too few");
        Assert.True(right == scenes, $"{right} of {scenes} right\n{report}");
    }

    internal static async Task<(Verdict Verdict, Chat Chat)> PlayAsync(Scene scene)
    {
        using var model = new OfflineChatClient();
        var chat = new Chat(scene.Shop switch { "akwa" => Shops.Akwa, "strict" => Shops.Strict, "demo" => Shops.Demo, "dakar" => Shops.Dakar, _ => Shops.Atlas }, model);
        foreach (var turn in scene.Turns) await chat.SayAsync(turn);
        return (new(scene, chat), chat);
    }

    internal static string Transcript(Scene scene, Chat chat)
    {
        var text = new StringBuilder();
        for (var i = 0; i < scene.Turns.Count; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"      > {string.Join(" | ", scene.Turns[i])}");
            if (i < chat.Replies.Count) text.AppendLine(CultureInfo.InvariantCulture, $"      < {chat.Replies[i].Replace("\n", "\n        ", StringComparison.Ordinal)}");
        }

        foreach (var dropped in chat.Dropped) text.AppendLine(CultureInfo.InvariantCulture, $"      dropped: {dropped}");
        return text.ToString();
    }
}
