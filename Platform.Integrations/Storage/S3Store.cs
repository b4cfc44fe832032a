using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Platform.Integrations.Storage;

/// <summary>Files in a bucket: Amazon's S3, or any store that speaks like it. Addressed by path, which all of them understand.</summary>
internal sealed class S3Store(HttpClient http, Uri bucket, S3Signature signature, TimeProvider clock) : IFileStore
{
    private static readonly string Nothing = Convert.ToHexStringLower(SHA256.HashData([]));

    public async Task PutAsync(string name, Stream content, string mimeType, CancellationToken ct)
    {
        // The signature covers the content, so it is read twice: once to hash, once to send.
        await using var aside = Aside();
        await content.CopyToAsync(aside, ct);
        aside.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(aside, ct));
        aside.Position = 0;

        using var request = new HttpRequestMessage(HttpMethod.Put, AddressOf(name))
        {
            Content = new StreamContent(aside) { Headers = { ContentType = MediaTypeHeaderValue.Parse(mimeType), ContentLength = aside.Length } },
        };
        using var response = await SendAsync(request, hash, ct);
        if (!response.IsSuccessStatusCode) throw Refused(response);
    }

    public async Task<Stream?> OpenAsync(string name, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(name));
        using var response = await SendAsync(request, Nothing, ct);
        if (response.StatusCode is HttpStatusCode.NotFound) return null;
        if (!response.IsSuccessStatusCode) throw Refused(response);

        var aside = Aside();
        await response.Content.CopyToAsync(aside, ct);
        aside.Position = 0;
        return aside;
    }

    public async Task DeleteAsync(string name, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, AddressOf(name));
        using var response = await SendAsync(request, Nothing, ct);
        if (!response.IsSuccessStatusCode && response.StatusCode is not HttpStatusCode.NotFound) throw Refused(response);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string hash, CancellationToken ct)
    {
        signature.Sign(request, hash, clock.GetUtcNow());
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        }
        catch (HttpRequestException e)
        {
            throw new ProviderException("storage_unreachable", ProviderFault.Retry, bucket.Host, e);
        }
    }

    private Uri AddressOf(string name) => new($"{bucket.AbsoluteUri.TrimEnd('/')}/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}");

    /// <summary>Large files do not wait in memory; the file goes with the stream.</summary>
    private static FileStream Aside() => new(
        Path.Combine(Path.GetTempPath(), $"relais-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    private static ProviderException Refused(HttpResponseMessage response) => new(
        $"storage_{(int)response.StatusCode}", response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized ? ProviderFault.Fix : ProviderFault.Retry);
}
