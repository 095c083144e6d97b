// The graph that entente keeps in Neo4j, served by @neo4j/graphql from a schema of types alone, as its documentation
// has it. NEO4J_URI names the server, the first argument the port on the loopback interface.
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { Neo4jGraphQL } from "@neo4j/graphql";
import neo4j from "neo4j-driver";

const typeDefs = /* GraphQL */ `
  type Actor @node {
    id: ID!
    name: String!
    kind: String
    code: String
  }

  type Article @node {
    id: ID!
    title: String
    url: String
  }

  type Report @relationshipProperties {
    sentence: String
  }

  type Event @node {
    id: ID!
    relation: String!
    date: Date
    day: Int!
    pair: String
    source: String
    sources: [Actor!]! @relationship(type: "SOURCE", direction: OUT)
    targets: [Actor!]! @relationship(type: "TARGET", direction: OUT)
    articles: [Article!]! @relationship(type: "REPORTED_IN", direction: OUT, properties: "Report")
  }
`;

const driver = neo4j.driver(process.env.NEO4J_URI, neo4j.auth.basic(process.env.NEO4J_USER ?? "", process.env.NEO4J_PASSWORD ?? ""));
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const server = new ApolloServer({ schema, csrfPrevention: false });
const { url } = await startStandaloneServer(server, { listen: { host: "127.0.0.1", port: Number(process.argv[2]) } });
console.log(`ready ${url}`);
