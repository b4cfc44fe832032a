namespace Platform.Integrations.WebPush;

/// <summary>A browser that asked to be told, as it names itself: where to post, and with what to seal.</summary>
/// <param name="Key">Its public key, uncompressed on the curve P-256.</param>
/// <param name="Secret">Sixteen bytes only it and we know.</param>
public sealed record PushTarget(Uri Endpoint, byte[] Key, byte[] Secret);
