using Microsoft.AspNetCore.Identity;
using Platform.Domain.Common;
using Platform.Web.Identity.Sessions;
using Platform.Web.Mail;
using Platform.Web.Store;

namespace Platform.Web.Identity;

/// <summary>Writes to people about their account, in their language, with links only they can have.</summary>
public sealed class AccountLetters(UserManager<User> users, Outbox outbox, PublicAddress address)
{
    public async Task ConfirmEmailAsync(PlatformDb db, User user) =>
        Put(db, user, Letters.ConfirmEmail(Language(user), user.FirstName, Link("/confirmer-email", user, await users.GenerateEmailConfirmationTokenAsync(user))));

    public async Task ResetPasswordAsync(PlatformDb db, User user) =>
        Put(db, user, Letters.ResetPassword(Language(user), user.FirstName, Link("/reinitialiser", user, await users.GeneratePasswordResetTokenAsync(user))));

    /// <summary>To the new address: only who reads it there can make the change.</summary>
    public async Task ChangeEmailAsync(PlatformDb db, User user, string newEmail)
    {
        var link = Link("/reglages/profil/nouvelle-adresse", user, await users.GenerateChangeEmailTokenAsync(user, newEmail)) + $"&email={Uri.EscapeDataString(newEmail)}";
        outbox.Put(db, newEmail, Letters.ChangeEmail(Language(user), user.FirstName, link));
    }

    public void AlreadySignedUp(PlatformDb db, User user) =>
        Put(db, user, Letters.AlreadySignedUp(Language(user), user.FirstName, address.Of("/connexion"), address.Of("/mot-de-passe-oublie")));

    public void EmailChanged(PlatformDb db, User user, string oldEmail) =>
        outbox.Put(db, oldEmail, Letters.EmailChanged(Language(user), user.FirstName, user.Email!));

    public void PasswordChanged(PlatformDb db, User user) =>
        Put(db, user, Letters.PasswordChanged(Language(user), user.FirstName, address.Of("/mot-de-passe-oublie")));

    public void SecondFactorChanged(PlatformDb db, User user) =>
        Put(db, user, Letters.SecondFactorChanged(Language(user), user.FirstName, address.Of("/reglages/securite")));

    public void NewDevice(PlatformDb db, User user, Visitor from, DateTimeOffset at, string zone) =>
        Put(db, user, Letters.NewDevice(Language(user), user.FirstName, from.Agent, from.Address, at, zone, address.Of("/reglages/securite")));

    public void SignInCode(PlatformDb db, User user, string code) => Put(db, user, Letters.SignInCode(Language(user), user.FirstName, code));

    private void Put(PlatformDb db, User user, Letter letter) => outbox.Put(db, user.Email!, letter);
    private string Link(string page, User user, string code) => address.Of($"{page}?user={user.Id:D}&code={Uri.EscapeDataString(code)}");
    private static Language Language(User user) => Languages.FromCode(user.Language);
}
