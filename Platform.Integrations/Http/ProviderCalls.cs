using System.Net.Http.Json;
using System.Text;

namespace Platform.Integrations.Http;

/// <summary>One call to a provider with an account of the seller's. Which of its words is whose fault each says itself; the line's own troubles are the same everywhere.</summary>
internal static class ProviderCalls
{
    /// <param name="Code">The provider's own word, for the log.</param>
    public sealed record Blame(string Code, Trouble Trouble);

    public static async Task<Calling.Answer> CallAsync(this HttpClient http, HttpRequestMessage request, Func<Calling.Answer, Blame?> blame, CancellationToken ct)
    {
        using (request) return Judged(await http.AskAsync(request, ct), request.Method, blame);
    }

    public static Calling.Answer Judged(Calling.Answer answer, HttpMethod method, Func<Calling.Answer, Blame?> blame)
    {
        if (answer.IsSuccess) return answer;
        throw blame(answer) is { } found
            ? new ProviderException(found.Code, found.Trouble.Fault) { Reason = found.Trouble.Word }
            : answer.Unexplained(method);
    }

    /// <summary>What binds nobody when it is lost on the way may be asked again.</summary>
    public static async Task<T> HarmlessAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Unknown)
        {
            throw new ProviderException(e.Code, ProviderFault.Retry, "lost, and nothing done", e) { Reason = e.Reason };
        }
    }

    /// <summary>A yes without what was asked for: it may have been done.</summary>
    public static ProviderException Unreadable(string missing) => new($"no_{missing}", ProviderFault.Unknown, "accepted without it") { Reason = Trouble.NoAnswer };

    public static HttpRequestMessage Bearer(this HttpRequestMessage request, string token) => request.With("Authorization", $"Bearer {token}");

    public static HttpRequestMessage Basic(this HttpRequestMessage request, string user, string password) =>
        request.With("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}");

    /// <summary>Pasted credentials bring line ends and foreign letters along, which no header carries.</summary>
    public static HttpRequestMessage With(this HttpRequestMessage request, string header, string value) =>
        value.All(letter => letter is >= ' ' and <= '~') && request.Headers.TryAddWithoutValidation(header, value)
            ? request
            : throw new ProviderException(Trouble.AccessExpired, ProviderFault.Fix, header);

    public static HttpRequestMessage Json<T>(this HttpRequestMessage request, T body)
    {
        request.Content = JsonContent.Create(body, options: Calling.Json);
        return request;
    }
}
