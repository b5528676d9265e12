package dev.dusty.api.step;

import java.nio.file.Path;

/**
 * Files and folders of the user's computer, all absolute. {@code DUSTY_HOME} moves them all.
 *
 * @param root the folder that stands for {@code /} where a machine that is this computer puts its
 *     folders: {@code /}, or {@code DUSTY_HOME}
 * @param hosts the hosts file, normally {@code /etc/hosts}
 * @param exports the file of NFS exports, normally {@code /etc/exports}
 * @param state a folder of the step's own, kept between runs and readable by root alone; there from
 *     the start
 * @param managedRepos the folder of managed repos, each in its {@linkplain
 *     dev.dusty.api.spec.Repo#path() path}
 * @since 1.0
 */
public record HostFiles(Path root, Path hosts, Path exports, Path state, Path managedRepos) {}
