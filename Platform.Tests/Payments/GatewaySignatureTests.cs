using System.Text;
using Microsoft.Extensions.Primitives;
using Platform.Integrations.Payments;

namespace Platform.Tests.Payments;

/// <summary>Proofs as the gateways themselves publish them.</summary>
public sealed class GatewaySignatureTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_533_204_620);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":"evt_1","object":"event"}""");

    /// <summary>From Stripe's own .NET library.</summary>
    [Fact]
    public void Stripes_published_example_is_genuine() => Assert.True(Signatures.IsTimed(
        "t=1533204620,v1=2220f87ef101a04665f11cdf770523143f875572008577fa0f20882ddb9cc3c7,v0=63f3a72374a733066c4be69ed7f8e5ac85c22c9f0a6a612ab9a025a9e4ee7eef",
        Published("stripe"), "webhook_secret", separator: ".", At));

    /// <summary>From Wave's documentation of webhooks.</summary>
    [Fact]
    public void Waves_published_example_is_genuine() => Assert.True(Signatures.IsTimed(
        "t=1667920421,v1=bd84aea4ff649ae8fd5cc842bad84a3b2cd6fb301781b3c5b457250d20a37721",
        Published("wave"), "WH_A24ewqtV07VB", separator: "", DateTimeOffset.FromUnixTimeSeconds(1_667_920_421)));

    [Fact]
    public void A_signature_holds_for_five_minutes_either_way()
    {
        var header = $"t=1533204620,v1={Signatures.Timed(1_533_204_620, Body, "whsec_test", ".")}";
        Assert.True(Is(header, At));
        Assert.True(Is(header, At.AddSeconds(300)));
        Assert.True(Is(header, At.AddSeconds(-300)));
        Assert.False(Is(header, At.AddSeconds(301)));
        Assert.False(Is(header, At.AddSeconds(-301)));
    }

    [Fact]
    public void While_a_secret_is_changed_either_of_two_fits_and_no_other_scheme_does()
    {
        var good = Signatures.Timed(1_533_204_620, Body, "whsec_test", ".");
        Assert.True(Is($"t=1533204620,v1=00ff,v1={good}", At));
        Assert.False(Is($"t=1533204620,v0={good}", At));
        Assert.False(Is($"t=1533204620,v1={good[..^1]}0", At));
    }

    [Theory]
    [InlineData("")]
    [InlineData("t=1533204620")]
    [InlineData("t=,v1=00")]
    [InlineData("t=abc,v1=00")]
    [InlineData("t=99999999999999,v1=00")]
    [InlineData("v1=00")]
    [InlineData("nonsense")]
    public void A_header_that_is_none_proves_nothing(string header) => Assert.False(Is(header, At));

    [Fact]
    public void Two_headers_prove_nothing()
    {
        var header = $"t=1533204620,v1={Signatures.Timed(1_533_204_620, Body, "whsec_test", ".")}";
        Assert.False(Signatures.IsTimed(new StringValues([header, header]), Body, "whsec_test", ".", At));
    }

    [Fact]
    public void One_gateway_puts_a_dot_between_time_and_body_and_another_nothing() =>
        Assert.NotEqual(Signatures.Timed(1_667_920_421, Body, "secret", "."), Signatures.Timed(1_667_920_421, Body, "secret", ""));

    private static byte[] Published(string gateway) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Payments", "Payloads", $"{gateway}-published-vector.json"));

    private static bool Is(string header, DateTimeOffset now) => Signatures.IsTimed(header, Body, "whsec_test", ".", now);
}
