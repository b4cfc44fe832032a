using System.Globalization;
using System.Resources;
using Platform.Integrations;

namespace Platform.Tests.Channels;

public sealed class TroubleTests
{
    private static readonly ResourceManager Texts = new(typeof(Web.Channels.Texts));

    public static IEnumerable<object[]> Words => typeof(Trouble).GetFields().Where(constant => constant.IsLiteral).Select(constant => new[] { constant.GetRawConstantValue()! });

    [Theory, MemberData(nameof(Words))]
    public void Whatever_a_provider_may_say_is_said_to_the_seller_in_a_sentence(string word) =>
        Assert.EndsWith(".", Texts.GetString($"trouble.{word}", CultureInfo.GetCultureInfo("fr")), StringComparison.Ordinal);
}
