"use client";

import { Button } from "#components/ui/button.tsx";
import { signOut } from "#lib/sign-out.ts";

export const SignOutButton = () => (
  <Button className="w-full" onClick={() => void signOut()}>
    Sign out
  </Button>
);
