namespace Platform.Web.Identity.SignUp;

/// <summary>What everybody says who signs up.</summary>
public abstract class SignUpForm
{
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string Country { get; set; } = "MA";
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Password { get; set; }
}

public sealed class SellerForm : SignUpForm
{
    public string? Organisation { get; set; }
}

public sealed class InfluencerForm : SignUpForm
{
    public string Niche { get; set; } = "fashion";
    public string Audience { get; set; } = "1k-10k";
    public List<string> Networks { get; set; } = [];
}
