using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Storage;

/// <summary>
/// Sends every request below <c>/v1/objects</c> to the storage endpoints, whatever its path looks like decoded. The
/// router sees decoded and normalised paths only, in which <c>a/%2e%2e/b</c> has already become <c>b</c>.
/// </summary>
internal static class StorageRouting
{
    public static void UseStorageRouting(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (ObjectPath.IsStoragePath(RequestTarget.RawPath(context)))
        {
            context.Request.Path = ObjectPath.Route;
        }

        return next(context);
    });
}
