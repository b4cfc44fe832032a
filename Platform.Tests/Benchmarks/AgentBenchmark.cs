using System.Diagnostics;
using System.Globalization;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Assistant;
using Platform.Web.Demo;
using Platform.Web.Identity;

namespace Platform.Tests.Benchmarks;

/// <summary>
/// Two hundred customers write at once, each asking for a shoe. How long the built-in assistant thinks about one answer,
/// and how long after the debounce the last of them has it on the phone. Providers carry two hundred at once from a raised
/// number only; what an ordinary one adds to the wait is told apart.
/// </summary>
internal static class AgentBenchmark
{
    private const int Chats = 200;

    /// <summary>A shop that is this busy has been running for more than a minute.</summary>
    private const int WarmUps = 10;

    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(Length length)
    {
        var app = new App();
        await app.InitializeAsync();
        await SwitchOnAsync(app.Get<AssistantDesk>());

        var emulator = app.Get<WhatsAppEmulator>();
        for (var round = 0; round < WarmUps; round++) await RoundAsync(emulator, round);
        var (ordinary, _) = Told(await RoundAsync(emulator, WarmUps));
        Console.WriteLine($"{ordinary}, on a number of 80 messages a second");

        await RaiseAsync(app, emulator);
        for (var round = WarmUps + 1; round <= WarmUps + Math.Min(length.Rounds, 3); round++)
        {
            var (figures, late) = Told(await RoundAsync(emulator, round));
            Console.WriteLine($"{figures}; aim 0: {(late == 0 ? "reached" : "MISSED")}");
        }

        var median = await app.TextAsync("select percentile_disc(0.5) within group (order by milliseconds) from assistant_turns");
        Console.WriteLine($"agent, one answer: {median} ms at the median, reading the chat and the shop included; aim ≤ 30: {(int.Parse(median, CultureInfo.InvariantCulture) <= 30 ? "reached" : "MISSED")}");
        await app.DisposeAsync();
    }

    private static async Task SwitchOnAsync(AssistantDesk desk)
    {
        var settings = await desk.SettingsAsync(DemoPeople.AtlasSneakers);
        settings.IsOn = true;
        await desk.SaveAsync(Actor.System(DemoPeople.AtlasSneakers), settings);
    }

    private static async Task RaiseAsync(App app, WhatsAppEmulator emulator)
    {
        await emulator.AnnounceAsync(DemoMode.NumberId, "phone_number_quality_update", new() { ["display_phone_number"] = DemoMode.Number.TrimStart('+'), ["event"] = "THROUGHPUT_UPGRADE", ["current_limit"] = "TIER_UNLIMITED" });
        await Eventually.EqualAsync("True", () => app.TextAsync("select bool_or(is_fast) from channels"));
    }

    private static (string Figures, int Late) Told(List<TimeSpan> waits)
    {
        var late = waits.Count(wait => wait > AssistantFeature.ShortestSilence + Latest);
        return (string.Create(CultureInfo.InvariantCulture,
            $"agent, {Chats} chats at once: answered after the debounce in {Beyond(waits, 50):0} ms at the median, {Beyond(waits, 99):0} ms at the 99th percentile; {late} later than {Latest.TotalSeconds:0} s"), late);
    }

    private static async Task<List<TimeSpan>> RoundAsync(WhatsAppEmulator emulator, int round)
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var phones = Enumerable.Range(0, Chats).Select(n => emulator.Phone(DemoMode.NumberId, $"+2126{round:00}0{n:00000}", $"Client {round} {n}")).ToList();
        var waits = await Task.WhenAll(phones.Select(phone => AskAsync(emulator, phone)));
        await Task.Delay(1500);
        Console.WriteLine($"CPU {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds / Chats:0.0} ms a chat");
        return [.. waits];
    }

    private static async Task<TimeSpan> AskAsync(WhatsAppEmulator emulator, EmulatedPhone phone)
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        phone.Changed += () =>
        {
            if (phone.Lines.Any(line => !line.FromCustomer)) answered.TrySetResult();
        };
        await emulator.WriteAsync(DemoMode.NumberId, phone, "Bonjour, vous avez la Samba en 38 ?");
        var written = Stopwatch.GetTimestamp();
        await answered.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return Stopwatch.GetElapsedTime(written);
    }

    private static double Beyond(List<TimeSpan> waits, double percent) =>
        Duel.Percentile(waits.Select(wait => Math.Max(0, (wait - AssistantFeature.ShortestSilence).TotalMilliseconds)), percent);
}
