using System.Globalization;

namespace Platform.Web;

internal static class Numbers
{
    /// <summary>A whole number an operator may set. A slip of the pen is said at the start, not when the number is first needed.</summary>
    public static int Number(this IConfiguration configuration, string name, int otherwise, int least = 1, int most = 1_000_000)
    {
        if (configuration[name] is not { Length: > 0 } written) return otherwise;
        return int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new StartupException($"{name} doit être un nombre entier de {least} à {most}.", $"{name} must be a whole number from {least} to {most}.");
    }
}
