using System.Resources;

// French lies beside the two others as a satellite, and not, as the build would assume, inside the main assembly.
[assembly: NeutralResourcesLanguage("fr", UltimateResourceFallbackLocation.Satellite)]
