using System.Text;
using Platform.Domain.Common;
using Platform.Web.Mail;

namespace Platform.Tests.Identity;

public sealed class LettersTests
{
    private static readonly string[] Roles = ["Owner", "Admin", "Agent", "Campaigns", "Viewer"];
    private const string Link = "https://relais.example/lien?code=a&b=<c>";

    [Fact]
    public void Letters_in_french() => Snapshot.Match(All(Language.French));

    [Fact]
    public void Letters_in_english() => Snapshot.Match(All(Language.English));

    [Fact]
    public void Letters_in_arabic() => Snapshot.Match(All(Language.Arabic));

    [Fact]
    public void The_page_of_a_letter() => Snapshot.Match(Letters.ConfirmEmail(Language.Arabic, "Zineb", Link).Html);

    [Fact]
    public void A_name_cannot_become_markup()
    {
        var html = Letters.Invitation(Language.French, "<script>alert(1)</script>", "A&B", "Agent", Link).Html;
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    private static string All(Language language)
    {
        var text = new StringBuilder();
        foreach (var letter in (Letter[])
        [
            Letters.ConfirmEmail(language, "Zineb", Link),
            Letters.AlreadySignedUp(language, "Zineb", Link, Link),
            Letters.ResetPassword(language, "Zineb", Link),
            .. Roles.Select(role => Letters.Invitation(language, "Karim Bennani", "Atlas Sneakers", role, Link)),
            Letters.SignInCode(language, "Zineb", "042713"),
            Letters.NewDevice(language, "Zineb", "Chrome, Android", "203.0.113.7", new DateTimeOffset(2026, 11, 21, 9, 30, 0, TimeSpan.Zero), "Africa/Casablanca", Link),
            Letters.PasswordChanged(language, "Zineb", Link),
            Letters.ChangeEmail(language, "Zineb", Link),
            Letters.EmailChanged(language, "Zineb", "zineb@example.com"),
            Letters.SecondFactorChanged(language, "Zineb", Link),
        ])
        {
            text.Append("== ").AppendLine(letter.Subject).AppendLine().AppendLine(letter.Text);
        }

        return text.ToString();
    }
}
