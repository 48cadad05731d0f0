"""The bare signed-in Django page every page of the product is compared with: none of our components or middleware."""
