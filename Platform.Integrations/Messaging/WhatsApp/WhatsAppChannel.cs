using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>Meta's WhatsApp Cloud API.</summary>
internal sealed class WhatsAppChannel(HttpClient http, IOptions<WhatsAppOptions> options) : IMessageChannel
{
    public const string Name = "whatsapp";

    private readonly WhatsAppOptions options = options.Value;

    public string Provider => Name;

    public bool IsAuthentic(ReadOnlySpan<byte> body, StringValues signature) =>
        WhatsAppSignature.IsValid(body, signature, options.AppSecret, options.PreviousAppSecret);

    public IReadOnlyList<Inbound> Read(ReadOnlyMemory<byte> body) => WhatsAppWebhook.Read(body);

    public async Task<string> SendAsync(ChannelAccount account, OutgoingText message, CancellationToken ct)
    {
        var answer = await PostAsync(account, new SendRequest
        {
            To = message.To.Kind is AddressKind.Phone ? message.To.Value : null,
            Recipient = message.To.Kind is AddressKind.User ? message.To.Value : null,
            Text = new(message.Text, PreviewUrl: message.Text.Contains("https://", StringComparison.OrdinalIgnoreCase)),
            Reference = message.Reference,
        }, ct);

        return answer.Items("messages").Select(sent => sent.Text("id")).FirstOrDefault(id => id is { Length: > 0 })
            ?? throw new ProviderException("no_id", ProviderFault.Unknown, "accepted without an id");
    }

    public Task MarkReadAsync(ChannelAccount account, string providerMessage, CancellationToken ct) => PostAsync(account, new ReadRequest(providerMessage), ct);

    private async Task<JsonElement> PostAsync<T>(ChannelAccount account, T body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(account))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", account.AccessToken) },
            Content = JsonContent.Create(body),
        };

        HttpResponseMessage response;
        JsonElement answer;
        try
        {
            response = await http.SendAsync(request, ct);
            answer = await ReadAsync(response, ct);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw new ProviderException("unreachable", ProviderFault.Retry, e.HttpRequestError.ToString(), e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new ProviderException("no_answer", ProviderFault.Unknown, e.GetType().Name, e);
        }

        using (response)
        {
            // Meta has answered errors with 200 before; the member decides.
            if (answer.Member("error") is { } error) throw Refused(error);
            return response.IsSuccessStatusCode ? answer : throw new ProviderException($"http_{(int)response.StatusCode}", WhatsAppErrors.FaultOf(response.StatusCode));
        }
    }

    /// <summary>The base address may have a path of its own, which a leading slash would drop.</summary>
    private Uri Address(ChannelAccount account) => new($"{options.ApiUrl.ToString().TrimEnd('/')}/{options.Version}/{Uri.EscapeDataString(account.ExternalId)}/messages");

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static ProviderException Refused(JsonElement error)
    {
        var code = error.Text("code") ?? "unknown";
        var fault = int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? WhatsAppErrors.FaultOf(number) : ProviderFault.Final;
        return new ProviderException(code, fault, $"fbtrace {error.Text("fbtrace_id")}");
    }
}
