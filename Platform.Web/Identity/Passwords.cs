using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Platform.Web.Identity;

/// <summary>Long enough and not guessable; nothing about capitals, digits and signs, which only makes passwords worse.</summary>
public sealed class Passwords : IPasswordValidator<User>
{
    public const int Shortest = 10;
    public const int Longest = 128;

    /// <summary>OWASP's figure for PBKDF2 with SHA-512.</summary>
    public static IOptions<PasswordHasherOptions> Hashing { get; } = Options.Create(new PasswordHasherOptions { IterationCount = 210_000 });

    private static readonly string[] Known =
    [
        "password", "passw", "motdepasse", "azerty", "qwerty", "azertyuiop", "qwertyuiop", "qwertz", "asdfghjkl", "qsdfghjklm", "iloveyou", "jetaime",
        "bonjour", "soleil", "welcome", "bienvenue", "admin", "administrator", "administrateur", "letmein", "monkey", "dragon", "football", "baseball",
        "princess", "princesse", "sunshine", "superman", "batman", "michael", "shadow", "master", "trustno", "starwars", "whatever", "liverpool",
        "barcelona", "chocolat", "doudou", "loulou", "marseille", "casablanca", "maroc", "morocco", "raja", "wydad", "dakar", "senegal", "abidjan",
        "douala", "cameroun", "inchallah", "allahakbar", "hamdoullah", "mohamed", "mohammed", "muhammad", "changeme", "secret", "computer",
        "internet", "test", "testtest", "demo", "user", "login", "abc", "abcd", "abcdef", "abcdefgh", "abcdefghij", "qazwsx", "qazwsxedc", "zaqwsx", "p",
    ];

    private static readonly string[] Runs = ["01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "azertyuiopqsdfghjklmwxcvbn", "qwertyuiopasdfghjklzxcvbnm"];

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) =>
        Task.FromResult(Fault(password ?? "", user) is { } fault ? IdentityResult.Failed(new IdentityError { Code = fault }) : IdentityResult.Success);

    /// <summary>What is wrong with it, as the key of a text; null when it is good.</summary>
    public static string? Fault(string password, User user) => password switch
    {
        { Length: < Shortest } => "PasswordTooShort",
        { Length: > Longest } => "PasswordTooLong",
        _ when IsCommon(password) => "PasswordTooCommon",
        _ when NamesThePerson(password, user) => "PasswordNamesYou",
        _ => null,
    };

    private static bool IsCommon(string password)
    {
        var plain = Plain(password);
        if (plain.Distinct().Count() < 5) return true;
        if (Runs.Any(run => run.Contains(plain, StringComparison.Ordinal))) return true;

        // "Motdepasse2026!" and "P@ssw0rd123" are their word and nothing more.
        var word = Letters(plain);
        return word.Length <= 3 || Known.Contains(word) || Known.Any(known => known.Length > 3 && word == known + known);
    }

    private static bool NamesThePerson(string password, User user)
    {
        var plain = Plain(password);
        string[] words = ["relais", .. (user.Email ?? "").Split('@', '.'), user.FirstName, user.LastName];
        return words.Select(Plain).Any(word => word.Length >= 4 && plain.Contains(word, StringComparison.Ordinal) && plain.Length - word.Length < 6);
    }

    private static string Plain(string text) => text.ToLowerInvariant().Normalize(NormalizationForm.FormKC);

    private static string Letters(string plain)
    {
        var letters = plain.TrimEnd("0123456789!?.*#-_+@$ ".ToCharArray()).TrimStart("0123456789!?.*#-_+$ ".ToCharArray());
        return new([.. letters.Select(c => c switch { '@' or '4' => 'a', '0' => 'o', '1' or '!' => 'i', '3' => 'e', '$' or '5' => 's', '7' => 't', _ => c }).Where(char.IsLetter)]);
    }
}
