using Platform.Domain.Assistant.Understanding;

namespace Platform.Tests.Assistant;

/// <summary>A yes to the recap is a clear yes and nothing else.</summary>
public sealed class AcceptanceTests
{
    [Theory]
    [InlineData("oui")]
    [InlineData("Ouiiii")]
    [InlineData("ok c'est bon")]
    [InlineData("oui je confirme merci beaucoup")]
    [InlineData("d'accord")]
    [InlineData("Parfait, vous pouvez envoyer")]
    [InlineData("wakha")]
    [InlineData("ah sifto")]
    [InlineData("iyeh mezyan")]
    [InlineData("wakha 3la barakat lah")]
    [InlineData("نعم")]
    [InlineData("اه صيفطو")]
    [InlineData("واخا")]
    [InlineData("نعم، أكدوا الطلب")]
    [InlineData("👍")]
    [InlineData("👍🏽")]
    [InlineData("✅ merci")]
    [InlineData("yes please confirm")]
    [InlineData("ok go ahead")]
    public void A_clear_yes_is_one(string text) => Assert.True(Acceptance.Accepts(text));

    [Theory]
    [InlineData("oui mais en 43")]
    [InlineData("oui ?")]
    [InlineData("ok et la livraison")]
    [InlineData("non")]
    [InlineData("oui non")]
    [InlineData("merci")]
    [InlineData("je ne confirme pas")]
    [InlineData("pas ok")]
    [InlineData("ok pour samedi")]
    [InlineData("oui la blanche")]
    [InlineData("yes but red")]
    [InlineData("not ok")]
    [InlineData("wakha walakin 43")]
    [InlineData("la")]
    [InlineData("لا")]
    [InlineData("نعم لكن أبيض")]
    [InlineData("👎")]
    [InlineData("ok 2")]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("oui si vous baissez le prix")]
    public void Anything_else_is_not(string text) => Assert.False(Acceptance.Accepts(text));
}
