using System.Security.Cryptography;

namespace Platform.Integrations.Http;

/// <summary>Passes a download through: no more than the cap, and at its end the very bytes that were announced.</summary>
internal sealed class CheckedStream(Stream inner, long cap, byte[]? sha256 = null) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long passed;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => passed; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException e)
        {
            throw new ProviderException(Trouble.NoAnswer, ProviderFault.Retry, "the download broke off", e);
        }

        return Pass(buffer.Span[..read], isAtEnd: read == 0 && buffer.Length > 0);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        return Pass(buffer.AsSpan(offset, read), isAtEnd: read == 0 && count > 0);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Pass(ReadOnlySpan<byte> bytes, bool isAtEnd)
    {
        passed += bytes.Length;
        if (passed > cap) throw new ProviderException(Trouble.MediaTooLarge, ProviderFault.Final, $"more than {cap} bytes");
        if (sha256 is null) return bytes.Length;

        hash.AppendData(bytes);
        if (isAtEnd && !hash.GetCurrentHash().AsSpan().SequenceEqual(sha256))
            throw new ProviderException("media_damaged", ProviderFault.Retry, "other bytes than were announced") { Reason = Trouble.MediaFailed };

        return bytes.Length;
    }
}
