using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Platform.Integrations.WebPush;

namespace Platform.Tests.Notifications;

public sealed class PushCipherTests
{
    /// <summary>RFC 8291, section 5.</summary>
    [Fact]
    public void The_standards_own_example_comes_out_byte_for_byte()
    {
        var target = new PushTarget(new("https://push.example.net/push"), Bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"), Bytes("BTBZMqHH6r4Tts7J_aSIgg"));
        using var sender = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw") });

        var sealedMessage = PushCipher.Seal(target, "When I grow up, I want to be a watermelon"u8, sender, Bytes("DGv6ra1nlYgDCS1FRnbzlw"));

        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(sealedMessage));
    }

    [Fact]
    public async Task Nobody_but_the_browser_reads_it_and_no_two_look_alike()
    {
        await using var service = await PushService.StartAsync();
        var browser = service.Open();
        var target = new PushTarget(browser.Endpoint, browser.Key, browser.Secret);
        var (one, other) = (PushCipher.Seal(target, Encoding.UTF8.GetBytes("طلب جديد")), PushCipher.Seal(target, Encoding.UTF8.GetBytes("طلب جديد")));

        Assert.Equal("طلب جديد", browser.Unseal(one));
        Assert.NotEqual(one, other);
        Assert.ThrowsAny<CryptographicException>(() => service.Open().Unseal(one));
    }

    [Fact]
    public void What_is_longer_than_a_record_is_not_cut() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PushCipher.Seal(new(new("https://x.example"), new byte[65], new byte[16]), new byte[PushCipher.LongestMessage + 1]));

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
}
