namespace Platform.Domain.Common;

/// <summary>The currencies sellers work in, with the number of decimals amounts really have.</summary>
public enum Currency { MAD, EUR, XOF, XAF }

public static class Currencies
{
    public static int Decimals(this Currency currency) => currency is Currency.MAD or Currency.EUR ? 2 : 0;
}
