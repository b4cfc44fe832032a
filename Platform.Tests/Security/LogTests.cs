using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Demo;
using Platform.Web.Identity;

namespace Platform.Tests.Security;

public sealed class LogTests(App app) : IClassFixture<App>
{
    private const string Name = "Canari Zéphyrine";
    private const string Phone = "+212699887766";
    private const string Words = "mon secret de canari jaune";
    private const string Answer = "la réponse au canari vert";
    private const string WrongPassword = "le mauvais mot du canari";
    private const string AppSecret = "canary-app-secret-1f2e3d";
    private const string VerifyToken = "canary-verify-token-4c5b6a";

    /// <summary>Even when an operator turns everything on to find a fault, nobody's data and no secret of ours is written down.</summary>
    [Fact]
    public async Task At_the_loudest_the_logs_name_no_person_and_no_secret()
    {
        using var heard = new Heard();
        string key;
        await using (var node = await app.StartNodeAsync(heard,
            ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft", "Trace"), ("Logging:LogLevel:System", "Trace"), ("Logging:LogLevel:Npgsql", "Trace"),
            ("WHATSAPP_APP_SECRET", AppSecret), ("WHATSAPP_VERIFY_TOKEN", VerifyToken)))
        {
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = node.Address };
            using var right = await client.PostAsJsonAsync("/auth/login", new { email = "agent@relais.demo", password = DemoPeople.Password });
            using var wrong = await client.PostAsJsonAsync("/auth/login", new { email = "canari@example.com", password = WrongPassword });
            key = (await right.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("token").GetString()!;
            await client.GetAsync("/connexion?email=canari%40example.com");
            await client.GetAsync("/reinitialiser?email=canari%40example.com&code=canary-reset-code");
            await client.GetAsync("/invitation?jeton=canary-invitation");
            await client.GetAsync($"/api/whatsapp/webhook?hub.mode=subscribe&hub.verify_token={VerifyToken}&hub.challenge=1");

            var emulator = node.Services.GetRequiredService<WhatsAppEmulator>();
            await emulator.WriteAsync(DemoMode.NumberId, emulator.Phone(DemoMode.NumberId, Phone, Name), Words);

            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
            var conversation = await ConversationAsync(client);
            using var replied = await client.PostAsJsonAsync($"/api/conversations/{conversation}/replies", new { id = Guid.NewGuid(), text = Answer });
            Assert.True(replied.IsSuccessStatusCode, $"{replied.StatusCode}");
            await WaitAsync(() => emulator.Phone(DemoMode.NumberId, Phone, Name).Lines.Any(line => line.Text == Answer));
        }

        Assert.True(heard.Lines.Count > 100, "The logs were not loud");
        string[] canaries =
        [
            Name, "Zéphyrine", Phone, Phone[1..], Uri.EscapeDataString(Phone), Words, Answer, WrongPassword, DemoPeople.Password, AppSecret, VerifyToken, key,
            "agent@relais.demo", "canari@example.com", "canari%40example.com", "canary-reset-code", "canary-invitation",
        ];
        var leaks = canaries.SelectMany(canary => heard.Lines.Where(line => line.Contains(canary, StringComparison.OrdinalIgnoreCase)).Select(line => $"{canary} ← {line[..Math.Min(line.Length, 300)]}").DistinctBy(leak => leak.Split('|')[0])).ToList();
        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
    }

    private static async Task<Guid> ConversationAsync(HttpClient client)
    {
        for (var patience = 0; patience < 100; patience++)
        {
            var page = await client.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/conversations");
            foreach (var line in page.GetProperty("data").EnumerateArray())
                if (line.GetProperty("preview").GetString() == Words) return line.GetProperty("id").GetGuid();
            await Task.Delay(100);
        }

        throw new InvalidOperationException("The message did not arrive");
    }

    private static async Task WaitAsync(Func<bool> done)
    {
        for (var patience = 0; patience < 150 && !done(); patience++) await Task.Delay(100);
        Assert.True(done(), "The answer did not reach the phone");
    }

    private sealed class Heard : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();
        public ILogger CreateLogger(string categoryName) => new Ear(categoryName, Lines);
        public void Dispose() { }
    }

    /// <summary>Hears the sentence, its values, the exception and the scopes: whatever some log format might write.</summary>
    private sealed class Ear(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            lines.Enqueue($"{category} (scope)| {Values(state)}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{category} {eventId.Name}| {formatter(state, exception)} {Values(state)} {exception}");

        private static string Values<TState>(TState state) => state is IEnumerable<KeyValuePair<string, object?>> values
            ? string.Join(' ', values.Select(value => $"{value.Key}={value.Value}"))
            : $"{state}";
    }
}
