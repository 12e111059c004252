-- MariaDB 10.6 or MySQL 8, or later: the database and the user of one Metrics Dashboard cluster. Change the password, and '%'
-- to the network of the nodes, then, as an administrator: mariadb < mariadb.sql
CREATE DATABASE metrics_dashboard CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE USER 'metrics_dashboard'@'%' IDENTIFIED BY 'change-me';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, DROP, REFERENCES ON metrics_dashboard.* TO 'metrics_dashboard'@'%';
