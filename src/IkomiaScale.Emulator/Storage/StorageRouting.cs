using IkomiaScale.Emulator.Http;

namespace IkomiaScale.Emulator.Storage;

/// <summary>
/// Sends every request below <c>/v1/objects</c> to the storage endpoints by its raw path. The router sees only decoded and
/// normalized paths, in which <c>a/%2e%2e/b</c> is <c>b</c>.
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
