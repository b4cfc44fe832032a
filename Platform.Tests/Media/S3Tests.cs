using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Integrations;
using Platform.Integrations.Storage;

namespace Platform.Tests.Media;

public sealed class S3Tests
{
    /// <summary>The worked example in Amazon's description of the signature.</summary>
    [Fact]
    public void A_request_is_signed_as_in_Amazons_own_example()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://examplebucket.s3.amazonaws.com/test.txt");
        request.Headers.TryAddWithoutValidation("Range", "bytes=0-9");

        new S3Signature("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1")
            .Sign(request, Convert.ToHexStringLower(SHA256.HashData([])), new DateTimeOffset(2013, 5, 24, 0, 0, 0, TimeSpan.Zero));

        Assert.EndsWith("Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41", request.Headers.GetValues("Authorization").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_put_into_the_bucket_is_found_there_until_it_is_deleted()
    {
        await using var bucket = await Bucket.StartAsync();
        var store = bucket.Store();
        await store.PutAsync("shop/voice note", new MemoryStream("ogg"u8.ToArray()), "audio/ogg", CancellationToken.None);

        await using (var kept = await store.OpenAsync("shop/voice note", CancellationToken.None))
        using (var reader = new StreamReader(kept!))
            Assert.Equal("ogg", await reader.ReadToEndAsync());

        await store.DeleteAsync("shop/voice note", CancellationToken.None);
        Assert.Null(await store.OpenAsync("shop/voice note", CancellationToken.None));
        Assert.All(bucket.Asked, asked => Assert.Matches("^AWS4-HMAC-SHA256 Credential=key/[0-9]{8}/eu-west-3/s3/aws4_request,SignedHeaders=host;x-amz-content-sha256;x-amz-date,Signature=[0-9a-f]{64}$", asked));
    }

    [Fact]
    public async Task A_bucket_that_refuses_says_that_somebody_has_to_put_it_right()
    {
        await using var bucket = await Bucket.StartAsync(refuses: true);
        var refused = await Assert.ThrowsAsync<ProviderException>(() => bucket.Store().OpenAsync("shop/file", CancellationToken.None));
        Assert.Equal(ProviderFault.Fix, refused.Fault);
    }

    /// <summary>As much of a bucket as a store needs: bytes under a path, believed only when their hash is the announced one.</summary>
    private sealed class Bucket(WebApplication app, Uri address) : IAsyncDisposable
    {
        public List<string> Asked { get; } = [];

        public static async Task<Bucket> StartAsync(bool refuses = false)
        {
            var address = FreeAddress.Next();
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseKestrel().UseUrls(address.ToString());
            builder.Logging.ClearProviders();
            var app = builder.Build();
            var (bucket, files) = (new Bucket(app, address), new Dictionary<string, byte[]>());

            app.Map("/relais/{**name}", async (HttpContext http, string name) =>
            {
                bucket.Asked.Add(http.Request.Headers.Authorization.ToString());
                if (refuses) return Results.StatusCode(403);
                switch (http.Request.Method)
                {
                    case "PUT":
                        using (var body = new MemoryStream())
                        {
                            await http.Request.Body.CopyToAsync(body);
                            if (Convert.ToHexStringLower(SHA256.HashData(body.ToArray())) != http.Request.Headers["x-amz-content-sha256"]) return Results.BadRequest();
                            files[name] = body.ToArray();
                        }

                        return Results.Ok();
                    case "DELETE":
                        files.Remove(name);
                        return Results.NoContent();
                    default:
                        return files.TryGetValue(name, out var bytes) ? Results.Bytes(bytes) : Results.NotFound();
                }
            });
            await app.StartAsync();
            return bucket;
        }

        public IFileStore Store() => new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddFileStore(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["PLATFORM_S3_URL"] = new Uri(address, "/relais").ToString(), ["PLATFORM_S3_REGION"] = "eu-west-3", ["PLATFORM_S3_ACCESS_KEY"] = "key", ["PLATFORM_S3_SECRET_KEY"] = "secret",
            }).Build())
            .BuildServiceProvider()
            .GetRequiredService<IFileStore>();

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
