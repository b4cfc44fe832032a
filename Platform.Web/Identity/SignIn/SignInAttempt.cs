using System.ComponentModel.DataAnnotations.Schema;

namespace Platform.Web.Identity.SignIn;

/// <summary>One try at a password or a code. The account is a fingerprint, so that tries at unknown addresses count alike.</summary>
[Table("sign_in_attempts")]
public sealed class SignInAttempt
{
    public long Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required byte[] Account { get; init; }
    public required string Address { get; init; }

    /// <summary>Set only when the browser is one this account was signed in from before.</summary>
    public required Guid? Device { get; init; }

    public bool Succeeded { get; init; }
}

/// <summary>A browser someone has signed in from.</summary>
[Table("known_devices"), Microsoft.EntityFrameworkCore.PrimaryKey(nameof(UserId), nameof(Device))]
public sealed class KnownDevice
{
    public required Guid UserId { get; init; }
    public required Guid Device { get; init; }
    public required DateTimeOffset SeenAt { get; init; }
}
