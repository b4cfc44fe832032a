namespace Platform.Web.Identity.SignIn;

public sealed class SignInForm
{
    public string? Email { get; set; }
    public string? Password { get; set; }
    public bool Remember { get; set; }
}
