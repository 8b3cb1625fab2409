// profiles.file: the file of a profile as it was received, a piece at a time.
import { ContractError } from '../../../contract/errors.ts';
import type { AnswerOf, RequestOf } from '../../../contract/methods.ts';
import { findProfile, profilePiece } from '../../store/profile-file.ts';
import { profilePieceBytes } from '../../store/profile-piece.ts';
import type { RunReader } from '../../store/reader-face.ts';

/** Throws ContractError `not-found`, `run-corrupt`. */
export function profileFilePiece(
  reader: RunReader,
  { profile, piece }: RequestOf<'profiles.file'>,
): AnswerOf<'profiles.file'> {
  reader.refresh();
  const { db } = reader;
  const { stored } = findProfile(db, profile);
  const bytes = profilePiece(db, stored, piece);
  if (bytes === undefined) throw new ContractError('not-found', `Profile ${profile} has no piece ${piece}.`);
  return { bytes, last: (piece + 1) * profilePieceBytes >= stored.bytes };
}
