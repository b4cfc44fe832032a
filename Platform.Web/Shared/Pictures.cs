namespace Platform.Web.Shared;

/// <summary>Pictures people upload.</summary>
public static class Pictures
{
    /// <summary>By what is inside, never by what the name says: PNG, JPEG or WebP.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };

    /// <summary>Its address changes with the picture, so a browser may keep it; and it can do nothing but be looked at.</summary>
    public static IResult Show(HttpContext http, byte[] bytes, string type)
    {
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.Bytes(bytes, type);
    }
}
