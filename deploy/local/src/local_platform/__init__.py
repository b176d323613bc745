"""The whole platform on one machine: real PostgreSQL, real Apache Kafka, the five services."""
