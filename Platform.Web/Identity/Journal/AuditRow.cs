using System.ComponentModel.DataAnnotations.Schema;

namespace Platform.Web.Identity.Journal;

/// <summary>One line of the trail: who did what, when and from where. Written once, never changed.</summary>
[Table("audit")]
public sealed record AuditRow
{
    public required Guid Id { get; init; }
    public required Guid? OrganisationId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required AuditKind Kind { get; init; }
    public required Guid? Person { get; init; }
    public required string Who { get; init; }

    /// <summary>Whom or what it was done to, in words.</summary>
    public required string About { get; init; }

    public required string Address { get; init; }
    public required string Agent { get; init; }
}

/// <summary>Who did it, and from where.</summary>
public sealed record By(Guid? Person, string Who, string Address, string Agent)
{
    public static By Product { get; } = new(null, "Relais", "", "");
}

public enum AuditKind
{
    SignedIn, SignInFailed, SignInHeldBack, SignedOut, SignedOutEverywhere, OrganisationSwitched,
    OrganisationCreated, OrganisationChanged, LogoChanged,
    PasswordChanged, PasswordReset, EmailChanged, ProfileChanged,
    AuthenticatorAdded, AuthenticatorRemoved, EmailCodeEnabled, EmailCodeDisabled, RecoveryCodesMade, RecoveryCodeUsed,
    MemberInvited, InvitationResent, InvitationRevoked, MemberJoined, RoleChanged, MemberRemoved, MemberLeft,
    KeyCreated, KeyRevoked,
    AuditExported,
    CustomerErased, WorkRetried, WorkSkipped,
    ScenesOverridden,
    TemplateEdited, TemplateDeleted,
}
