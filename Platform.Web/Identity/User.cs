using Microsoft.AspNetCore.Identity;

namespace Platform.Web.Identity;

/// <summary>A person with an account. What they may do is said by their memberships.</summary>
public sealed class User : IdentityUser<Guid>
{
    public required string FirstName { get; set; }
    public required string LastName { get; set; }
    public string Language { get; set; } = "fr";
    public DateTimeOffset CreatedAt { get; set; }
}
