namespace IkomiaScale.Emulator.Data;

/// <summary>
/// The tables of the platform. Deleting a row deletes what belongs to it; logs and usage belong to their deployment.
/// </summary>
internal static class AdministrationTables
{
    public const string Script = """
        CREATE TABLE users (id TEXT NOT NULL PRIMARY KEY, username TEXT NOT NULL UNIQUE);
        CREATE TABLE tokens (
            hash TEXT NOT NULL PRIMARY KEY,
            user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            expires_at INTEGER NULL
        );
        CREATE TABLE namespaces (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL UNIQUE);
        CREATE TABLE projects (
            id TEXT NOT NULL PRIMARY KEY,
            namespace_id TEXT NOT NULL REFERENCES namespaces (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            description TEXT NOT NULL,
            visibility TEXT NOT NULL,
            UNIQUE (namespace_id, name)
        );
        CREATE TABLE members (
            id TEXT NOT NULL PRIMARY KEY,
            project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
            user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            role TEXT NOT NULL,
            UNIQUE (project_id, user_id)
        );
        CREATE TABLE workflows (
            id TEXT NOT NULL PRIMARY KEY,
            project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            description TEXT NOT NULL,
            tag INTEGER NOT NULL,
            document BLOB NOT NULL,
            UNIQUE (project_id, name)
        );
        CREATE TABLE deployments (
            id TEXT NOT NULL PRIMARY KEY,
            workflow_id TEXT NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
            provider TEXT NOT NULL,
            region TEXT NOT NULL,
            flavour TEXT NOT NULL,
            size TEXT NOT NULL,
            tag INTEGER NOT NULL,
            document BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            up_at INTEGER NOT NULL,
            ready_at INTEGER NOT NULL,
            fails INTEGER NOT NULL
        );
        CREATE INDEX deployments_workflow ON deployments (workflow_id);
        CREATE TABLE deployment_logs (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            deployment_id TEXT NOT NULL REFERENCES deployments (id) ON DELETE CASCADE,
            at INTEGER NOT NULL,
            level TEXT NOT NULL,
            message TEXT NOT NULL
        );
        CREATE INDEX deployment_logs_at ON deployment_logs (deployment_id, at, number);
        CREATE TABLE deployment_runs (
            deployment_id TEXT NOT NULL REFERENCES deployments (id) ON DELETE CASCADE,
            at INTEGER NOT NULL,
            milliseconds INTEGER NOT NULL
        );
        CREATE INDEX deployment_runs_at ON deployment_runs (deployment_id, at);
        INSERT INTO users (id, username) VALUES ('1', 'emulator'), ('2', 'alice'), ('3', 'bob');
        INSERT INTO namespaces (id, name, path) VALUES ('1', 'emulator', 'emulator'), ('2', 'team', 'team');
        """;
}
